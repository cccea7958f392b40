/* html.h - the one way in which anything gets into an answer.
 * WEB(o, H("<b>"), T(name), H("</b>")): H takes string literals only (the compiler refuses anything else); everything that is
 * not a literal goes through T, Z, U or N and is escaped for the place where it may stand: element text and attribute values in
 * quotation marks (T, Z), a piece of an address (U). Views use no other writer; tools/check-web sees to it. */
#ifndef RD_WEB_HTML_H
#define RD_WEB_HTML_H
#include "base/buf.h"

enum web_part_kind { WEB_PART_HTML, WEB_PART_TEXT, WEB_PART_URL, WEB_PART_NUMBER };
struct web_part {
    uint8_t kind;
    struct rd_str s;
    uint64_t n;
};
#define H(lit) ((struct web_part){WEB_PART_HTML, {"" lit "", sizeof(lit) - 1}, 0})
#define T(str) ((struct web_part){WEB_PART_TEXT, (str), 0})
#define Z(z) ((struct web_part){WEB_PART_TEXT, rd_str_of(z), 0})
#define U(str) ((struct web_part){WEB_PART_URL, (str), 0})
#define N(num) ((struct web_part){WEB_PART_NUMBER, {0, 0}, (num)})
#define WEB(o, ...) \
    web_put((o), (const struct web_part[]){__VA_ARGS__}, sizeof((const struct web_part[]){__VA_ARGS__}) / sizeof(struct web_part))

void web_put(struct rd_buf *o, const struct web_part *p, size_t n);
/* & < > " ' become references; bytes that are no UTF-8, control characters and characters that turn the direction of text
 * become U+FFFD. Unknown is nothing. */
void web_escape(struct rd_buf *o, struct rd_str s);
/* Every byte but A-Z a-z 0-9 - . _ ~ as %XX. */
void web_escape_url(struct rd_buf *o, struct rd_str s);
/* An address that a page told: a link if it is http or https and plain ASCII, else its text. */
void web_outward(struct rd_buf *o, struct rd_str url);
/* With thin spaces between thousands. */
void web_number(struct rd_buf *o, uint64_t n);

/* The bytes as they are: for an answer that is text/plain and nothing else. */
void web_plain(struct rd_buf *o, struct rd_str s);

struct web_req;
/* Everything before and after a view's own part. `here`: address of the navigation's entry that is open, with
 * "#one" behind it where the view is one thing of that entry's list; NULL: none. */
void web_begin(struct rd_buf *o, const struct web_req *r, struct rd_str title, const char *here);
void web_end(struct rd_buf *o, const struct web_req *r);

#endif
