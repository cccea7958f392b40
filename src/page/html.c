/* html.c - HTML. Not yet: the bytes are read as flattened text. */
#include "page/page_int.h"

void page_html_units(struct page_ctx *c) {
    c->out->is_html = false;
    page_flat_units(c);
}

void page_html_roles(struct page_ctx *c) {
    page_given(c);
    page_flat_roles(c);
}
