#include "CShippedChecklists.h"

// What verifies a report with stock tools is handed on with it.
static const uint8_t recipe[] = {
#embed "../../Documentation/verifying.md"
};

const uint8_t *shipped_recipe_bytes(void) { return recipe; }
size_t shipped_recipe_size(void) { return sizeof recipe; }
