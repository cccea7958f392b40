/* map.h - string keyed hash map (open addressing) and interned symbols.
 * Order of iteration is the order of insertion: output never depends on hash values. Keys are copied. */
#ifndef RD_MAP_H
#define RD_MAP_H
#include "base/arena.h"

struct rd_map {
    struct rd_arena *arena;  /* keys and entries live here */
    struct rd_map_entry { struct rd_str key; uint64_t value; } *entries; /* [n], insertion order */
    uint32_t n, cap_entries;
    uint32_t *slots;         /* [cap_slots] index + 1 into entries, 0 = free */
    uint32_t cap_slots;
};

void rd_map_init(struct rd_map *m, struct rd_arena *a);
/* The value of a key; false if absent. */
bool rd_map_get(const struct rd_map *m, struct rd_str key, uint64_t *value);
/* Address of the value of a key, made with value 0 if absent (`*fresh` says so; may be NULL). Valid until the next put. */
uint64_t *rd_map_put(struct rd_map *m, struct rd_str key, bool *fresh);

/* Symbols: small integers for strings, 0 is never given. */
typedef uint32_t rd_sym;
rd_sym rd_intern(struct rd_map *m, struct rd_str s);
struct rd_str rd_sym_str(const struct rd_map *m, rd_sym s);

#endif
