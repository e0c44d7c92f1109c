#ifndef CSHIPPED_CHECKLISTS_H
#define CSHIPPED_CHECKLISTS_H

#include <stddef.h>
#include <stdint.h>

// The checklists that ship with Postflight, as the files stand in `checklists/`.
// An array of unknown bound does not import into Swift, so functions hand them out.
size_t shipped_checklist_count(void);
const char *shipped_checklist_name(size_t index);
const uint8_t *shipped_checklist_bytes(size_t index);
size_t shipped_checklist_size(size_t index);

// Documentation/verifying.md.
const uint8_t *shipped_recipe_bytes(void);
size_t shipped_recipe_size(void);

#endif
