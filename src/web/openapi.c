/* openapi.c - the JSON of this server as OpenAPI 3.1.0 (https://spec.openapis.org/oas/v3.1.0), printed from the table of routes, so that the
 * two cannot part. What the objects hold: docs/RECORDS.md; here stand the members that are always there. */
#include "web/web_int.h"

static const struct { const char *name, *members; } schemas[] = {
    {"record", "type id page"},
    {"statement", "type id page form channel speaker addressee content said_on negated denied modality evidence confidence rule"},
    {"event", "type id page cameo source target date status cite"},
    {"page", "type id sha256 lang title text blocks verdict"},
    {"page_row", "type id title outlet lang published verdict statements"},
    {"actor", "type id key kind name side pages statements"},
    {"actor_page", "actor positions matrix statements"},
    {"told_contact", "type id kind when sides participants silent common readouts"},
    {"issue", "type key name aliases statements origins actors moves first last"},
    {"issue_page", "issue positions disputes"},
    {"cell", "type actor issue entries moves last_move last"},
    {"position", "type actor name side issue move statement before diff"},
    {"dispute", "type id kind key why origins camps"},
    {"name", "type key name words loaded by in origins uses"},
    {"story", "type id title pages origins outlets told"},
    {"watch", "type name query at seen"},
    {"change", "type id kind what who at undone"},
    {"overview", "counts items moved disputes silent"},
    {"problem", "type title status detail"},
    {"openapi", "openapi info paths components"},
};

static void member(struct rd_buf *o, const char *name, const char *value) {
    WEB(o, H("\""), Z(name), H("\":\""), Z(value), H("\""));
}

static void path_of(struct rd_buf *o, const struct web_route *r) {
    WEB(o, H("\""), Z(strcmp(r->path, "/") == 0 ? "/overview" : r->path));
    if (r->rest)
        WEB(o, H("{key}"));
    if (r->view != web_openapi)
        WEB(o, H(".json"));
    WEB(o, H("\""));
}

static void params(struct rd_buf *o, const struct web_route *r) {
    const char *name, *about;
    bool number, first = true;
    WEB(o, H("\"parameters\":["));
    if (r->rest)
        WEB(o, H("{\"name\":\"key\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}"));
    first = !r->rest;
    for (uint32_t i = 0; web_param(i, &name, &about, &number); i++) {
        if (!(r->params & 1u << i))
            continue;
        WEB(o, Z(first ? "" : ","), H("{"));
        first = false;
        member(o, "name", name);
        WEB(o, H(",\"in\":\"query\","));
        web_json_member(o, "description", rd_str_of(about));
        WEB(o, H(",\"schema\":{\"type\":\""), Z(number ? "integer" : "string"), H("\""));
        if (number)
            WEB(o, H(",\"minimum\":0"));
        WEB(o, H("}}"));
    }
    WEB(o, H("],"));
}

static void schema_of(struct rd_buf *o, const struct web_route *r) {
    if (r->list)
        WEB(o, H("{\"type\":\"object\",\"required\":[\"total\",\"offset\",\"limit\",\"next\",\"items\"],\"properties\":{\"total\":{\"type\":\"integer\"},"
                 "\"offset\":{\"type\":\"integer\"},\"limit\":{\"type\":\"integer\"},\"next\":{\"type\":[\"string\",\"null\"]},\"items\":{\"type\":\"array\","
                 "\"items\":{\"$ref\":\"#/components/schemas/"), Z(r->item), H("\"}}}}"));
    else
        WEB(o, H("{\"$ref\":\"#/components/schemas/"), Z(r->item), H("\"}"));
}

static void path_item(struct rd_buf *o, const struct web_route *r) {
    static const struct { unsigned format; const char *type; } other[] = {
        {WEB_F_CSV, "text/csv"}, {WEB_F_ATOM, "application/atom+xml"}, {WEB_F_TEXT, "text/plain"}};
    path_of(o, r);
    WEB(o, H(":{\"get\":{\"summary\":\""), Z(r->summary), H("\","));
    params(o, r);
    WEB(o, H("\"responses\":{\"200\":{\"description\":\"the answer; other forms by the end of the path or by format=\",\"content\":{\"application/json\":{\"schema\":"));
    schema_of(o, r);
    WEB(o, H("}"));
    for (uint32_t i = 0; i < RD_ARRAY_LEN(other); i++)
        if (r->formats & other[i].format)
            WEB(o, H(",\""), Z(other[i].type), H("\":{}"));
    if (r->formats & WEB_F_ANNOTATION)
        WEB(o, H(",\"application/ld+json\":{}"));
    WEB(o, H("}},\"default\":{\"description\":\"what went wrong (RFC 9457)\",\"content\":{\"application/problem+json\":{\"schema\":"
             "{\"$ref\":\"#/components/schemas/problem\"}}}}}}}"));
}

int web_openapi(const struct web_req *r, struct web_out *o, struct rd_err *err) {
    uint32_t n;
    const struct web_route *routes = web_routes(&n);
    struct rd_buf *b = &o->body;
    bool first = true;
    (void)r, (void)err;
    o->type = "application/vnd.oai.openapi+json;version=3.1";
    WEB(b, H("{\"openapi\":\"3.1.0\",\"info\":{\"title\":\"readout\",\"version\":\""), Z(RD_VERSION), H("\",\"description\":\"A dossier of statements, every field cited to "
             "the words of a page. Lists are {total, offset, limit, next, items}. Each path is also a web page without .json at its end.\"},\n\"paths\":{\n"));
    for (uint32_t i = 0; i < n; i++) {
        if (strcmp(routes[i].path, "/") == 0)
            continue;
        WEB(b, Z(first ? "" : ",\n"));
        first = false;
        path_item(b, &routes[i]);
    }
    WEB(b, H("},\n\"components\":{\"schemas\":{"));
    for (uint32_t i = 0; i < RD_ARRAY_LEN(schemas); i++) {
        struct rd_str names[24], all = rd_str_of(schemas[i].members);
        uint32_t k = rd_str_split(all, ' ', names, RD_ARRAY_LEN(names));
        WEB(b, Z(i ? ",\n" : "\n"), H("\""), Z(schemas[i].name), H("\":{\"type\":\"object\",\"required\":["));
        for (uint32_t m = 0; m < k; m++)
            WEB(b, Z(m ? "," : ""), H("\""), T(names[m]), H("\""));
        WEB(b, H("]}"));
    }
    WEB(b, H("}}}\n"));
    return RD_OK;
}
