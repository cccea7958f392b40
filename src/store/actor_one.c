#include "store/store_int.h"

int rd_store_actor(struct rd_store *s, struct rd_str id_or_key, struct rd_arena *a, struct rd_row_actor *out, struct rd_err *err) {
    struct store_q q;
    uint64_t id = 0;
    bool found;
    memset(out, 0, sizeof *out);
    if (!rd_str_uint(id_or_key, INT64_MAX, &id)) id = 0;
    store_q_open(&q, s, "SELECT actor, key, kind, name, world, side, code, role, pages, mentions, statements, addressed, events FROM v_actor "
                        "WHERE actor = coalesce((SELECT pk FROM actor WHERE key = ?2), ?1)", a, err);
    store_put_int(&q, (int64_t)id);
    store_put_str(&q, id_or_key);
    found = store_q_next(&q);
    if (found) {
        out->id = store_get_int(&q);
        out->key = store_get_str(&q);
        out->kind = (uint8_t)store_enum(store_get_str(&q), rd_entity_kind_name, RD_ENT_OTHER + 1, RD_ENT_OTHER);
        struct rd_str *f[] = {&out->name, &out->world, &out->side, &out->code, &out->role};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(f); i++) *f[i] = store_get_str(&q);
        uint32_t *c[] = {&out->pages, &out->mentions, &out->statements, &out->addressed, &out->events};
        for (uint32_t i = 0; i < RD_ARRAY_LEN(c); i++) *c[i] = (uint32_t)store_get_int(&q);
    }
    store_q_end(&q);
    return q.rc ? q.rc : found ? RD_OK : rd_fail(err, RD_ENOTFOUND, "store", "no actor of that key is in the dossier");
}
