#include "types/record.h"

#include "base/buf.h"
#include "base/hash.h"

static const char *const claim_types[RD_N_CLAIMS] = {"fact", "sequence", "number", "attribution", "naming", "recognition"};

const char *rd_claim_type_name(int type) {
    return type >= 0 && type < RD_N_CLAIMS ? claim_types[type] : NULL;
}

int rd_claim_type_of(struct rd_str name) {
    for (int i = 0; i < RD_N_CLAIMS; i++) {
        if (rd_str_is(name, claim_types[i])) return i;
    }
    return -1;
}

const char *rd_form_name(int form) {
    static const char *const names[] = {"direct", "indirect", "mixed", "paraphrase"};
    return form >= 0 && form < (int)RD_ARRAY_LEN(names) ? names[form] : "?";
}

static const char *const channels[RD_N_CHANNELS] = {"unspecified", "briefing", "statement", "release", "phone_call", "meeting", "letter",
                                                    "interview", "speech", "social_media", "broadcast", "testimony", "document"};

const char *rd_channel_name(int channel) {
    return channel >= 0 && channel < RD_N_CHANNELS ? channels[channel] : "unspecified";
}

int rd_channel_of(struct rd_str name) {
    for (int i = 0; i < RD_N_CHANNELS; i++) {
        if (rd_str_is(name, channels[i])) return i;
    }
    return -1;
}

const char *rd_modality_name(int modality) {
    static const char *const names[] = {"asserted", "possible", "conditional", "intended", "hypothetical", "question"};
    return modality >= 0 && modality < (int)RD_ARRAY_LEN(names) ? names[modality] : "asserted";
}

const char *rd_status_name(int status) {
    static const char *const names[] = {"asserted", "denied", "conditional", "intended", "claimed"};
    return status >= 0 && status < (int)RD_ARRAY_LEN(names) ? names[status] : "asserted";
}

void rd_record_id(char out[17], const char *page_id, const char *kind, const struct rd_span *spans, uint32_t n) {
    struct rd_sha256 sha;
    uint8_t digest[32];
    rd_sha256_init(&sha);
    rd_sha256_add(&sha, page_id, strlen(page_id) + 1);
    rd_sha256_add(&sha, kind, strlen(kind) + 1);
    for (uint32_t i = 0; i < n; i++) {
        uint8_t b[8];
        for (int k = 0; k < 4; k++) {
            b[k] = (uint8_t)(spans[i].beg >> (8 * k));
            b[4 + k] = (uint8_t)(spans[i].end >> (8 * k));
        }
        rd_sha256_add(&sha, b, sizeof b);
    }
    rd_sha256_end(&sha, digest);
    rd_hex(out, digest, 8);
}

static void words(struct rd_buf *out, struct rd_str text, struct rd_span s) {
    struct rd_str t = rd_span_of(text, s);
    for (uint32_t i = 0; i < t.n; i++) rd_buf_c(out, t.p[i] == '\n' || t.p[i] == '\t' ? ' ' : t.p[i]);
}

static void parties(struct rd_buf *out, const char *label, const struct rd_party *p, uint32_t n) {
    for (uint32_t i = 0; i < n; i++) rd_buf_printf(out, " %s=\"%.*s\"", label, RD_S(p[i].name));
}

static void statement(struct rd_buf *out, struct rd_str text, const struct rd_records *r, uint32_t i) {
    const struct rd_statement *s = &r->st[i];
    rd_buf_printf(out, "S%u %s %s", i, rd_form_name(s->form), rd_channel_name(s->channel));
    parties(out, "speaker", &s->speaker, 1);
    if (s->speaker.side.p) rd_buf_printf(out, " side=%.*s", RD_S(s->speaker.side));
    parties(out, "co", s->co_speakers, s->n_co);
    parties(out, "to", s->addressees, s->n_addr);
    if (!rd_span_empty(s->cue)) {
        rd_buf_z(out, " cue=\"");
        words(out, text, s->cue);
        rd_buf_c(out, '"');
    }
    if (s->cameo[0]) rd_buf_printf(out, " cameo=%s", s->cameo);
    if (s->said_on.value[0]) rd_buf_printf(out, " on=%s", s->said_on.value);
    if (s->nested_in >= 0) rd_buf_printf(out, " in=S%d", s->nested_in);
    if (s->negated) rd_buf_z(out, " negated");
    if (s->denied) rd_buf_z(out, " denied");
    if (s->modality) rd_buf_printf(out, " %s", rd_modality_name(s->modality));
    if (!rd_span_empty(s->condition)) {
        rd_buf_z(out, " if=\"");
        words(out, text, s->condition);
        rd_buf_c(out, '"');
    }
    rd_buf_printf(out, " [%s]", s->rule ? s->rule : "?");
    for (uint32_t k = 0; k < s->n_content; k++) {
        rd_buf_z(out, k ? " ... " : " :: ");
        words(out, text, s->content[k]);
    }
    rd_buf_printf(out, " @%u-%u\n", s->content[0].beg, s->content[s->n_content - 1].end);
}

void rd_records_dump(struct rd_buf *out, const struct rd_doc *d, const struct rd_records *r) {
    for (uint32_t i = 0; i < r->n_st; i++) statement(out, d->text, r, i);
    for (uint32_t i = 0; i < r->n_ev; i++) {
        const struct rd_event *e = &r->ev[i];
        rd_buf_printf(out, "V%u %s %s", i, e->cameo[0] ? e->cameo : "-", rd_status_name(e->status));
        parties(out, "source", e->source, e->n_source);
        parties(out, "target", e->target, e->n_target);
        if (e->date.value[0]) rd_buf_printf(out, " on=%s", e->date.value);
        if (e->reported_in >= 0) rd_buf_printf(out, " in=S%d", e->reported_in);
        rd_buf_z(out, " :: ");
        words(out, d->text, e->cite);
        rd_buf_printf(out, " @%u-%u\n", e->cite.beg, e->cite.end);
    }
    for (uint32_t i = 0; i < r->n_ct; i++) {
        const struct rd_contact *c = &r->ct[i];
        rd_buf_printf(out, "C%u %s", i, rd_channel_name(c->kind));
        parties(out, "with", c->participants, c->n_part);
        rd_buf_printf(out, " on=%s :: ", c->when.value[0] ? c->when.value : "?");
        words(out, d->text, c->cite);
        rd_buf_printf(out, " @%u-%u\n", c->cite.beg, c->cite.end);
    }
}
