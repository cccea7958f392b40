#include "compare/compare.h"

struct rd_str rd_actor_key(const struct rd_entity *e, struct rd_arena *a) {
    return rd_entity_key(e, a);
}
