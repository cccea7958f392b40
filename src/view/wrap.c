/* wrap.c - columns, wrapping and cutting of text on a terminal. Text of a page is hostile: no control character and no
 * character that turns the direction of writing reaches the terminal. */
#include "base/utf8.h"
#include "view/view_int.h"

#include <unicode/uchar.h>

static bool drives_terminal(uint32_t cp) {
    return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || (cp >= 0x202a && cp <= 0x202e) || (cp >= 0x2066 && cp <= 0x2069) ||
           cp == 0x200e || cp == 0x200f || cp == 0x061c;
}

static uint32_t columns_of(uint32_t cp) {
    int cat = u_charType((UChar32)cp);
    if (cat == U_NON_SPACING_MARK || cat == U_ENCLOSING_MARK || cat == U_FORMAT_CHAR)
        return 0;
    int ea = u_getIntPropertyValue((UChar32)cp, UCHAR_EAST_ASIAN_WIDTH);
    return ea == U_EA_WIDE || ea == U_EA_FULLWIDTH ? 2 : 1;
}

uint32_t rd_text_columns(struct rd_str text) {
    uint32_t n = 0;
    for (uint32_t i = 0; i < text.n;) {
        uint32_t cp = rd_utf8_next(text, &i);
        n += drives_terminal(cp) ? 1 : columns_of(cp);
    }
    return n;
}

static void safe_cp(struct rd_buf *out, uint32_t cp) {
    rd_buf_cp(out, drives_terminal(cp) ? 0xfffd : cp);
}

static bool blank(uint32_t cp) {
    return cp == ' ' || cp == '\n' || cp == '\t' || cp == '\r';
}

uint32_t rd_text_line(struct rd_buf *out, struct rd_str text, uint32_t max) {
    bool cut = max && rd_text_columns(text) > max;
    uint32_t room = cut ? max - 1 : UINT32_MAX, n = 0;
    for (uint32_t i = 0; i < text.n;) {
        uint32_t cp = rd_utf8_next(text, &i);
        uint32_t w = drives_terminal(cp) ? 1 : columns_of(cp);
        if (n + w > room)
            break;
        safe_cp(out, blank(cp) ? ' ' : cp);
        n += w;
    }
    if (cut) {
        rd_buf_cp(out, 0x2026);
        n++;
    }
    return n;
}

static void indent_by(struct rd_buf *out, uint32_t n) {
    while (n--)
        rd_buf_c(out, ' ');
}

void rd_text_wrap(struct rd_buf *out, struct rd_str text, uint32_t indent, const struct rd_view_style *s) {
    uint32_t width = s->width > indent + 20 ? s->width - indent : s->width ? 20 : UINT32_MAX;
    uint32_t at = 0;
    bool fresh = true;
    indent_by(out, indent);
    for (uint32_t i = 0; i < text.n;) {
        uint32_t beg = i, end = i;
        while (i < text.n && !blank((unsigned char)text.p[i]))
            i++;
        end = i;
        while (i < text.n && blank((unsigned char)text.p[i]))
            i++;
        if (end == beg)
            continue;
        struct rd_str word = rd_str_sub(text, beg, end);
        uint32_t w = rd_text_columns(word);
        if (!fresh && at + 1 + w > width) {
            rd_buf_c(out, '\n');
            indent_by(out, indent);
            at = 0;
            fresh = true;
        }
        if (!fresh) {
            rd_buf_c(out, ' ');
            at++;
        }
        at += rd_text_line(out, word, 0);
        fresh = false;
    }
    rd_buf_c(out, '\n');
}

void rd_text_ink(struct rd_buf *out, int ink, const struct rd_view_style *s) {
    static const char *const code[] = {"\033[0m", "\033[1m", "\033[2m", "\033[1;36m", "\033[7m", "\033[33m"};
    if (s->colour)
        rd_buf_z(out, code[ink]);
}
