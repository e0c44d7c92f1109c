#include "CShippedChecklists.h"

// C23 #embed: the build reads the YAML itself, so the binary alone runs a review.
static const uint8_t environment_yaml[] = {
#embed "../../checklists/environment.yaml"
};
static const uint8_t backup_yaml[] = {
#embed "../../checklists/backup.yaml"
};
static const uint8_t security_yaml[] = {
#embed "../../checklists/security.yaml"
};

static const struct {
  const char *name;
  const uint8_t *bytes;
  size_t size;
} shipped[] = {
    {"environment.yaml", environment_yaml, sizeof environment_yaml},
    {"backup.yaml", backup_yaml, sizeof backup_yaml},
    {"security.yaml", security_yaml, sizeof security_yaml},
};

static const size_t count = sizeof shipped / sizeof shipped[0];

size_t shipped_checklist_count(void) { return count; }
const char *shipped_checklist_name(size_t index) { return index < count ? shipped[index].name : ""; }
const uint8_t *shipped_checklist_bytes(size_t index) { return index < count ? shipped[index].bytes : 0; }
size_t shipped_checklist_size(size_t index) { return index < count ? shipped[index].size : 0; }
