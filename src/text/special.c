/* special.c - tokens with an inside of their own: addresses, e-mails, handles, hashtags, emoticons. */
#include "text/text_int.h"

#include "base/utf8.h"

static char at(const struct text_scan *s, uint32_t i) {
    return i < s->chunk_end ? s->text.p[i] : 0;
}

static bool alnum(char c) {
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
}

static bool is_in(char c, const char *set) {
    return c && strchr(set, c) != NULL;
}

/* Takes the punctuation off that closes the sentence around an address. */
static uint32_t trim_address(const struct text_scan *s, uint32_t beg, uint32_t end) {
    bool open = memchr(s->text.p + beg, '(', end - beg) != NULL;
    while (end > beg) {
        uint32_t start, cp = rd_utf8_prev(s->text, end, &start);
        if (!(cp < 128 ? is_in((char)cp, ".,;:!?'*]}") || (cp == ')' && !open) : rd_cp_quote(cp) || cp == 0x2026)) break;
        end = start;
    }
    return end;
}

/* The rest of the chunk as one address, up to a character that no address holds. */
static uint32_t address_end(const struct text_scan *s, uint32_t beg) {
    uint32_t end = beg, most = beg + TEXT_MAX_ADDRESS < s->chunk_end ? beg + TEXT_MAX_ADDRESS : s->chunk_end;
    while (end < most && !is_in(s->text.p[end], "<>\"|{}[]")) end++;
    while (end > beg && end < s->chunk_end && ((uint8_t)s->text.p[end] & 0xC0) == 0x80) end--;
    return trim_address(s, beg, end);
}

static uint32_t address(const struct text_scan *s, uint32_t i) {
    uint32_t k = i;
    while (k - i < 12 && alnum(at(s, k))) k++;
    bool scheme = k > i && at(s, k) == ':' && at(s, k + 1) == '/' && at(s, k + 2) == '/' && alnum(at(s, k + 3));
    bool www = k - i == 3 && !memcmp(s->text.p + i, "www", 3) && at(s, k) == '.' && alnum(at(s, k + 1));
    bool doi = k - i == 3 && !memcmp(s->text.p + i, "doi", 3) && at(s, k) == ':' && alnum(at(s, k + 1));
    if (!scheme && !www && !doi) return 0;
    uint32_t end = address_end(s, i);
    return end > k + 1 ? end : 0;
}

static uint32_t email(const struct text_scan *s, uint32_t i) {
    uint32_t k = i;
    while (k - i < 64 && (alnum(at(s, k)) || is_in(at(s, k), "._%+-"))) k++;
    if (k == i || at(s, k) != '@' || !alnum(at(s, k + 1))) return 0;
    uint32_t end = k + 1;
    while (end - k < 128 && (alnum(at(s, end)) || is_in(at(s, end), ".-_"))) end++;
    while (is_in(s->text.p[end - 1], ".-_")) end--;
    return end;
}

/* "@name" and "#tag": letters, digits and marks of any script. A number alone is no tag ("#1"). */
static uint32_t tag(const struct text_scan *s, uint32_t i) {
    bool letter = false;
    uint32_t k = i + 1, next;
    while (k < s->chunk_end && k - i < TEXT_MAX_WORD) {
        int c = text_class_at(s, k, &next);
        if (c != TEXT_LETTER && c != TEXT_DIGIT) break;
        letter |= c == TEXT_LETTER;
        k = next;
    }
    return letter ? k : 0;
}

static uint32_t emoticon(const struct text_scan *s, uint32_t i) {
    static const char *const faces[] = {":-)", ":-(", ";-)", ":-D", ":-P", ":-/", ":'(", ":)", ":(", ";)", ":D", ":P", ";P",
                                        "=)", "=(", "=D", "^_^", "<3", ":/", ":|"};
    for (uint32_t f = 0; f < RD_ARRAY_LEN(faces); f++) {
        uint32_t n = (uint32_t)strlen(faces[f]);
        if (s->chunk_end - i < n || memcmp(s->text.p + i, faces[f], n) != 0) continue;
        char next = at(s, i + n);
        /* ":)" closing a bracket that was opened before is none: only what stands alone counts */
        if (!next || is_in(next, ".!,?")) return i + n;
    }
    return 0;
}

uint32_t text_special(const struct text_scan *s, uint32_t i) {
    char c = s->text.p[i];
    if (alnum(c)) {
        uint32_t end = s->has_scheme ? address(s, i) : 0;
        return end ? end : s->has_at ? email(s, i) : 0;
    }
    if (c == '@' || c == '#') return tag(s, i);
    if (is_in(c, ":;=^<")) return emoticon(s, i);
    return 0;
}

bool text_is_domain(struct rd_str s) {
    static const char *const known[] = {
        "com", "org", "net", "edu", "gov", "mil", "int", "info", "biz", "eu", "uk", "de", "fr", "nl", "ru", "us",
        "io", "tv", "co", "am", "az", "ge", "ua", "tr", "ir", "jp", "cn", "au", "ca", "ch", "es", "pl", "kz", "by",
        "ro", "bg", "gr", "se", "news", "doc", "docx", "xls", "xlsx", "pdf", "txt", "html", "htm", "php", "exe",
        "jpg", "jpeg", "gif", "png", "ppt", "zip", "csv"};
    for (uint32_t i = 0; i < RD_ARRAY_LEN(known); i++) {
        uint32_t n = (uint32_t)strlen(known[i]), k = 0;
        if (n != s.n) continue;
        while (k < n && (s.p[k] | 32) == known[i][k]) k++;
        if (k == n) return true;
    }
    return false;
}
