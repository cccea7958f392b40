/* sniff.c - is it text at all? A page may hold a few control bytes; a picture or a program holds many or says so at once. */
#include "intake/intake_int.h"

static const struct { const char *magic; uint8_t n; const char *name; } MAGICS[] = {
    {"%PDF-", 5, "a PDF file"},          {"\x89PNG", 4, "a PNG picture"},      {"\xFF\xD8\xFF", 3, "a JPEG picture"},
    {"GIF8", 4, "a GIF picture"},        {"PK\x03\x04", 4, "a zip archive"},   {"\x7F" "ELF", 4, "a program"},
    {"RIFF", 4, "a RIFF file"},          {"\x1F\x8B", 2, "gzip inside gzip"},  {"\x28\xB5\x2F\xFD", 4, "a zstd file"},
    {"BZh", 3, "a bzip2 file"},          {"\xFD" "7zXZ", 5, "an xz file"},     {"7z\xBC\xAF", 4, "a 7z archive"},
    {"SQLite format 3", 15, "a database"}, {"filedesc://", 11, "an ARC archive, the format before WARC"}, {"\xD0\xCF\x11\xE0", 4, "an office document"},
};

/* UTF-16 text has its NULs on one side of nearly every pair. */
static bool looks_utf16(const uint8_t *p, size_t n) {
    size_t even = 0, odd = 0;
    for (size_t i = 0; i + 1 < n; i += 2) {
        even += p[i] == 0;
        odd += p[i + 1] == 0;
    }
    size_t pairs = n / 2;
    return (n >= 2 && ((p[0] == 0xFF && p[1] == 0xFE) || (p[0] == 0xFE && p[1] == 0xFF))) ||
           (pairs >= 8 && ((even * 10 > pairs * 4 && odd * 20 < pairs) || (odd * 10 > pairs * 4 && even * 20 < pairs)));
}

const char *intake_sniff(const uint8_t *p, size_t n, const char **why) {
    for (size_t i = 0; i < RD_ARRAY_LEN(MAGICS); i++)
        if (n >= MAGICS[i].n && memcmp(p, MAGICS[i].magic, MAGICS[i].n) == 0) {
            *why = MAGICS[i].name;
            return "binary";
        }
    size_t look = n < 4096 ? n : 4096, odd = 0;
    for (size_t i = 0; i < look; i++)
        odd += p[i] < 0x09 || (p[i] > 0x0D && p[i] < 0x20 && p[i] != 0x1B && p[i] != 0x1A);
    if (odd * 20 > look && !looks_utf16(p, look)) {
        *why = "too many control bytes";
        return "binary";
    }
    return NULL;
}
