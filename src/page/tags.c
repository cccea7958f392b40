/* tags.c - the elements of HTML and the attributes that are looked at. Sorted by name. */
#include "page/html_int.h"

enum { I = HTML_INLINE, B = HTML_BLOCK, P = HTML_BLOCK | HTML_CLOSES_P, V = HTML_VOID, S = HTML_SKIP, R = HTML_RAW, C = HTML_SCOPE };

static const struct html_tag_info TAGS[] = {
    {"a", HTML_T_A, I}, {"abbr", 0, I}, {"acronym", 0, I}, {"address", HTML_T_ADDRESS, P}, {"applet", 0, S}, {"area", 0, V},
    {"article", HTML_T_ARTICLE, P}, {"aside", HTML_T_ASIDE, P}, {"audio", 0, S}, {"b", 0, I}, {"base", 0, V}, {"bdi", 0, I},
    {"bdo", 0, I}, {"big", 0, I}, {"blockquote", HTML_T_BLOCKQUOTE, P}, {"body", HTML_T_BODY, B}, {"br", HTML_T_BR, V},
    {"button", HTML_T_BUTTON, B}, {"canvas", 0, S}, {"caption", HTML_T_CAPTION, B | C}, {"center", 0, P}, {"cite", HTML_T_CITE, I},
    {"code", 0, I}, {"col", 0, V}, {"colgroup", 0, B}, {"data", 0, I}, {"datalist", 0, S}, {"dd", HTML_T_DD, P}, {"del", 0, I},
    {"details", HTML_T_DETAILS, P}, {"dfn", 0, I}, {"dialog", 0, P}, {"dir", 0, P}, {"div", HTML_T_DIV, P}, {"dl", HTML_T_DL, P},
    {"dt", HTML_T_DT, P}, {"em", 0, I}, {"embed", 0, V}, {"fieldset", HTML_T_FIELDSET, P}, {"figcaption", HTML_T_FIGCAPTION, P},
    {"figure", HTML_T_FIGURE, P}, {"font", 0, I}, {"footer", HTML_T_FOOTER, P}, {"form", HTML_T_FORM, P}, {"frame", 0, V},
    {"frameset", 0, B}, {"h1", HTML_T_H1, P}, {"h2", HTML_T_H2, P}, {"h3", HTML_T_H3, P}, {"h4", HTML_T_H4, P}, {"h5", HTML_T_H5, P},
    {"h6", HTML_T_H6, P}, {"head", HTML_T_HEAD, B}, {"header", HTML_T_HEADER, P}, {"hgroup", 0, P}, {"hr", HTML_T_HR, P | V},
    {"html", HTML_T_HTML, B | C}, {"i", 0, I}, {"iframe", 0, S | R}, {"img", HTML_T_IMG, V}, {"input", 0, V}, {"ins", 0, I}, {"kbd", 0, I},
    {"label", 0, I}, {"legend", 0, B}, {"li", HTML_T_LI, P}, {"link", HTML_T_LINK, V}, {"listing", 0, P}, {"main", HTML_T_MAIN, P},
    {"map", 0, 0}, {"mark", 0, I}, {"math", 0, S}, {"menu", 0, P}, {"meta", HTML_T_META, V}, {"nav", HTML_T_NAV, P}, {"nobr", 0, I},
    {"noembed", 0, S | R}, {"noframes", 0, S | R}, {"noscript", HTML_T_NOSCRIPT, S}, {"object", 0, S | C}, {"ol", HTML_T_OL, P}, {"optgroup", 0, S},
    {"option", HTML_T_OPTION, S}, {"p", HTML_T_P, P}, {"param", 0, V}, {"picture", 0, 0}, {"plaintext", 0, P}, {"pre", HTML_T_PRE, P},
    {"q", 0, I}, {"ruby", 0, I}, {"s", 0, I}, {"samp", 0, I}, {"script", HTML_T_SCRIPT, S | R}, {"search", 0, P},
    {"section", HTML_T_SECTION, P}, {"select", 0, S}, {"small", 0, I}, {"source", 0, V}, {"span", HTML_T_SPAN, I}, {"strike", 0, I},
    {"strong", 0, I}, {"style", HTML_T_STYLE, S | R}, {"sub", 0, I}, {"summary", HTML_T_SUMMARY, P}, {"sup", 0, I}, {"svg", 0, S},
    {"table", HTML_T_TABLE, P | C}, {"tbody", HTML_T_TBODY, B}, {"td", HTML_T_TD, B | C}, {"template", 0, S | C},
    {"textarea", HTML_T_TEXTAREA, S | R}, {"tfoot", HTML_T_TFOOT, B}, {"th", HTML_T_TH, B | C}, {"thead", HTML_T_THEAD, B},
    {"time", HTML_T_TIME, I}, {"title", HTML_T_TITLE, S | R}, {"tr", HTML_T_TR, B}, {"track", 0, V}, {"tt", 0, I}, {"u", 0, I},
    {"ul", HTML_T_UL, P}, {"var", 0, I}, {"video", 0, S}, {"wbr", 0, I | V}, {"xmp", 0, S | R},
};

const struct html_tag_info *html_tag_find(const char *p, uint32_t n) {
    static const struct html_tag_info OTHER = {"", HTML_T_OTHER, 0};
    char low[12];
    if (n == 0 || n >= sizeof low)
        return &OTHER;
    for (uint32_t i = 0; i < n; i++)
        low[i] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
    low[n] = 0;
    uint32_t lo = 0, hi = (uint32_t)RD_ARRAY_LEN(TAGS);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int d = strcmp(TAGS[mid].name, low);
        if (!d)
            return &TAGS[mid];
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return &OTHER;
}

static bool is_space(char ch) {
    return ch == ' ' || (ch >= 9 && ch <= 13);
}

static void keep(struct html_attrs *a, const char *p, uint32_t n, struct rd_str value) {
    char low[16];
    if (n < 2 || n > 14)
        return;
    for (uint32_t i = 0; i < n; i++)
        low[i] = (char)(p[i] >= 'A' && p[i] <= 'Z' ? p[i] + 32 : p[i]);
    low[n] = 0;
    struct { const char *name; struct rd_str *to; } known[] = {
        {"class", &a->class_}, {"id", &a->id}, {"itemprop", &a->itemprop}, {"itemtype", &a->itemtype}, {"rel", &a->rel}, {"role", &a->role},
        {"style", &a->style}, {"datetime", &a->datetime}, {"content", &a->content}, {"name", &a->name}, {"property", &a->property},
        {"href", &a->href}, {"type", &a->type}, {"lang", &a->lang}, {"title", &a->title},
        {"data-testid", &a->data_test}, {"data-component", &a->data_test},
    };
    for (size_t i = 0; i < RD_ARRAY_LEN(known); i++)
        if (low[0] == known[i].name[0] && !strcmp(low, known[i].name)) {
            if (!known[i].to->p)
                *known[i].to = value;
            return;
        }
    a->hidden = a->hidden || !strcmp(low, "hidden") || (!strcmp(low, "aria-hidden") && rd_str_is(value, "true"));
}

/* [beg, end): from behind the element's name to before '>'. */
void html_attrs_read(struct html_attrs *out, struct rd_str s, uint32_t beg, uint32_t end) {
    memset(out, 0, sizeof *out);
    for (uint32_t i = beg; i < end;) {
        while (i < end && (is_space(s.p[i]) || s.p[i] == '/'))
            i++;
        uint32_t name = i;
        while (i < end && !is_space(s.p[i]) && s.p[i] != '=' && !(s.p[i] == '/' && i > name))
            i++;
        uint32_t n = i - name;
        while (i < end && is_space(s.p[i]))
            i++;
        struct rd_str value = {s.p + i, 0};
        if (i < end && s.p[i] == '=') {
            for (i++; i < end && is_space(s.p[i]);)
                i++;
            uint32_t from = i;
            if (i < end && (s.p[i] == '"' || s.p[i] == '\'')) {
                const char *q = memchr(s.p + i + 1, s.p[i], end - i - 1);
                uint32_t to = q ? (uint32_t)(q - s.p) : end;
                value = rd_str_sub(s, i + 1, to);
                i = to + 1;
            } else {
                while (i < end && !is_space(s.p[i]))
                    i++;
                value = rd_str_sub(s, from, i);
            }
        } else if (n == 0) {
            i++;
        }
        keep(out, s.p + name, n, value);
    }
}
