#include "base/map.h"

#include "base/hash.h"

void rd_map_init(struct rd_map *m, struct rd_arena *a) {
    *m = (struct rd_map){.arena = a};
}

static uint32_t slot_of(const struct rd_map *m, struct rd_str key) {
    uint32_t mask = m->cap_slots - 1;
    uint32_t at = (uint32_t)rd_hash64(key.p, key.n, 0) & mask;
    while (m->slots[at] && !rd_str_eq(m->entries[m->slots[at] - 1].key, key)) at = (at + 1) & mask;
    return at;
}

static void rehash(struct rd_map *m) {
    m->cap_slots = m->cap_slots ? m->cap_slots * 2 : 16;
    m->slots = RD_NEW_N(m->arena, uint32_t, m->cap_slots);
    for (uint32_t i = 0; i < m->n; i++) m->slots[slot_of(m, m->entries[i].key)] = i + 1;
}

bool rd_map_get(const struct rd_map *m, struct rd_str key, uint64_t *value) {
    if (m->n == 0) return false;
    uint32_t s = m->slots[slot_of(m, key)];
    if (s && value) *value = m->entries[s - 1].value;
    return s != 0;
}

uint64_t *rd_map_put(struct rd_map *m, struct rd_str key, bool *fresh) {
    if ((m->n + 1) * 2 > m->cap_slots) rehash(m);
    uint32_t at = slot_of(m, key);
    if (fresh) *fresh = m->slots[at] == 0;
    if (!m->slots[at]) {
        struct rd_map_entry *e = RD_PUSH(m->arena, m->entries, m->n, m->cap_entries);
        e->key = rd_arena_str(m->arena, key.p ? key : RD_LIT(""));
        m->slots[at] = m->n;
    }
    return &m->entries[m->slots[at] - 1].value;
}

rd_sym rd_intern(struct rd_map *m, struct rd_str s) {
    bool fresh;
    uint64_t *v = rd_map_put(m, s, &fresh);
    if (fresh) *v = m->n;
    return (rd_sym)*v;
}

struct rd_str rd_sym_str(const struct rd_map *m, rd_sym s) {
    return s && s <= m->n ? m->entries[s - 1].key : RD_NONE;
}
