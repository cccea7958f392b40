/* hints.c - what an element's class, id, role and itemprop say it is for. The words are habits of people who write web pages, in a few
 * languages; they are markup, not text, so no word list of data/ has them. A hint is believed only where the text agrees (main.c). */
#include "page/html_int.h"

enum {
    NAV = HTML_H_NAV, ASIDE = HTML_H_ASIDE, SHARE = HTML_H_SHARE, COMMENT = HTML_H_COMMENT, CAPTION = HTML_H_CAPTION,
    BYLINE = HTML_H_BYLINE, DATE = HTML_H_DATE, AD = HTML_H_AD, FOOTER = HTML_H_FOOTER, LEAD = HTML_H_LEAD,
    PAYWALL = HTML_H_PAYWALL, TITLE = HTML_H_TITLE, META = HTML_H_META, LIVE = HTML_H_LIVE, GALLERY = HTML_H_GALLERY,
    BOX = 1 << 24, POST = 1 << 25, BODY = 1 << 26, LINKS = 1 << 27, /* halves of compound words */
};

static const struct { const char *word; uint32_t hints; } WORDS[] = {
    {"abo", ASIDE}, {"about", BOX}, {"actions", SHARE}, {"ad", AD}, {"addthis", SHARE}, {"addtoany", SHARE}, {"ads", AD},
    {"adsense", AD}, {"advert", AD}, {"advertisement", AD}, {"advertorial", AD}, {"akismet", COMMENT}, {"also", ASIDE},
    {"anzeige", AD}, {"anzeigen", AD}, {"archive", NAV}, {"article", POST}, {"artikel", POST}, {"aside", ASIDE},
    {"auteur", BYLINE}, {"author", BYLINE}, {"authors", BYLINE}, {"autor", BYLINE}, {"autoren", BYLINE}, {"autorin", BYLINE},
    {"avatar", META}, {"banner", AD}, {"bildtext", CAPTION}, {"bildunterschrift", CAPTION}, {"billboard", AD}, {"bio", BOX},
    {"body", BODY}, {"bookmark", SHARE}, {"bookmarks", SHARE}, {"bottom", 0}, {"box", BOX}, {"breadcrumb", NAV},
    {"breadcrumbs", NAV}, {"button", NAV}, {"buttons", NAV}, {"byline", BYLINE}, {"bylines", BYLINE}, {"caption", CAPTION},
    {"card", BOX}, {"carousel", ASIDE}, {"categories", NAV}, {"category", META}, {"chapeau", LEAD}, {"colophon", FOOTER},
    {"comentario", COMMENT}, {"comentarios", COMMENT}, {"comment", COMMENT}, {"commentaire", COMMENT},
    {"commentaires", COMMENT}, {"commenting", COMMENT}, {"commentlist", COMMENT}, {"comments", COMMENT}, {"consent", ASIDE},
    {"content", BODY}, {"cookie", ASIDE}, {"cookies", ASIDE}, {"copyright", CAPTION | FOOTER}, {"credit", CAPTION},
    {"credits", CAPTION}, {"crumb", NAV}, {"crumbs", NAV}, {"date", DATE}, {"dateline", META}, {"datum", DATE},
    {"deck", LEAD}, {"dek", LEAD}, {"dialog", ASIDE}, {"disclaimer", FOOTER}, {"discussion", COMMENT}, {"disqus", COMMENT},
    {"entry", POST}, {"excerpt", LEAD}, {"facebook", SHARE}, {"fbcomments", COMMENT}, {"fbconnect", SHARE},
    {"figcaption", CAPTION}, {"flattr", SHARE}, {"follow", SHARE}, {"foot", FOOTER}, {"footer", FOOTER}, {"footnav", NAV},
    {"gallery", GALLERY}, {"gdpr", ASIDE}, {"headline", TITLE}, {"imagecaption", CAPTION}, {"impressum", FOOTER},
    {"info", BOX}, {"infos", META}, {"inhalt", BODY}, {"intro", LEAD}, {"jetpack", SHARE}, {"jobs", ASIDE}, {"jp", 0},
    {"kommentar", COMMENT}, {"kommentare", COMMENT}, {"legal", FOOTER}, {"legende", CAPTION}, {"like", SHARE},
    {"likes", SHARE}, {"linklist", ASIDE}, {"links", LINKS}, {"liveblog", LIVE}, {"login", ASIDE}, {"mailing", ASIDE},
    {"marginal", ASIDE}, {"menu", NAV}, {"menue", NAV}, {"meta", META}, {"metadata", META}, {"modal", ASIDE},
    {"more", LINKS}, {"mostpopular", ASIDE}, {"mostread", ASIDE}, {"nav", NAV}, {"navbar", NAV}, {"navi", NAV},
    {"navigation", NAV}, {"news", POST}, {"newsletter", ASIDE}, {"newsticker", ASIDE}, {"nextprev", NAV},
    {"outbrain", ASIDE}, {"overlay", ASIDE}, {"pager", NAV}, {"pagination", NAV}, {"paging", NAV}, {"paywall", PAYWALL},
    {"photocredit", CAPTION}, {"pingback", COMMENT}, {"plista", ASIDE}, {"podcast", 0}, {"poll", ASIDE}, {"popular", ASIDE},
    {"popup", ASIDE}, {"post", POST}, {"postmeta", META}, {"preamble", LEAD}, {"print", SHARE}, {"promo", ASIDE},
    {"promobox", ASIDE}, {"promotion", ASIDE}, {"pubdate", DATE}, {"published", DATE}, {"rating", SHARE}, {"ratings", SHARE},
    {"reactie", COMMENT}, {"reacties", COMMENT}, {"readmore", ASIDE}, {"recommend", ASIDE}, {"recommendation", ASIDE},
    {"recommendations", ASIDE}, {"recommended", ASIDE}, {"related", ASIDE}, {"relatedposts", ASIDE}, {"replies", COMMENT},
    {"reply", COMMENT}, {"respond", COMMENT}, {"search", ASIDE}, {"share", SHARE}, {"sharedaddy", SHARE}, {"shares", SHARE},
    {"shariff", SHARE}, {"sharing", SHARE}, {"shop", ASIDE}, {"sidebar", ASIDE}, {"signup", ASIDE}, {"similar", ASIDE},
    {"sitemap", NAV}, {"skip", NAV}, {"skiplink", NAV}, {"slideshow", GALLERY}, {"social", SHARE}, {"socialmedia", SHARE},
    {"socials", SHARE}, {"sponsor", AD}, {"sponsored", AD}, {"standfirst", LEAD}, {"story", POST}, {"subhead", LEAD},
    {"subheadline", LEAD}, {"subline", LEAD}, {"submenu", NAV}, {"subnav", NAV}, {"subscribe", ASIDE},
    {"subscription", ASIDE}, {"subtitle", LEAD}, {"suggested", ASIDE}, {"suggestions", ASIDE}, {"summary", LEAD},
    {"taboola", ASIDE}, {"tabs", NAV}, {"tagcloud", NAV}, {"taglist", NAV}, {"tags", NAV}, {"teaser", ASIDE | LEAD},
    {"teasers", ASIDE}, {"text", BODY}, {"themen", NAV}, {"ticker", ASIDE}, {"time", DATE}, {"timestamp", DATE},
    {"title", TITLE}, {"toolbar", NAV}, {"topbar", NAV}, {"topics", NAV}, {"trackback", COMMENT}, {"trending", ASIDE},
    {"twitter", SHARE}, {"user", 0}, {"verfasser", BYLINE}, {"video", 0}, {"vorspann", LEAD}, {"warning", 0},
    {"weather", ASIDE}, {"werbung", AD}, {"whatsapp", SHARE}, {"widget", ASIDE}, {"widgets", ASIDE}, {"writer", BYLINE},
    {"zusammenfassung", LEAD},
};

/* Compound names that say "the article's text is in here", letters only. */
static const char *const MAIN_NAMES[] = {
    "articlebody", "articlecontent", "articletext", "articlemaincontent", "artikeltext", "artikelinhalt", "blogcontent", "bodytext", "contentbody",
    "entrycontent", "entrytext", "fieldnamebody", "newscontent", "newstext", "pagecontent", "postbody", "postcontent", "postentry",
    "posttext", "singlecontent", "storybody", "storycontent", "storytext", "textcontent", "detailtext", "articlecopy", "theiacontent",
};

static uint32_t word_hints(const char *w) {
    uint32_t lo = 0, hi = (uint32_t)RD_ARRAY_LEN(WORDS);
    while (lo < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        int d = strcmp(WORDS[mid].word, w);
        if (!d)
            return WORDS[mid].hints;
        if (d < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return 0;
}

static bool is_alpha(char ch) {
    return (ch | 32) >= 'a' && (ch | 32) <= 'z';
}

/* WordPress and others put a page's own tags and categories into its classes. */
static bool says_nothing(struct rd_str name) {
    static const char *const HEADS[] = {"tag-", "category-", "postid-", "type-", "status-", "format-", "post_tag-", "author-", "has-", "no-",
                                        "js-", "is-", "with-", "hide-", "hentry", "single-", "page-", "template-"};
    for (size_t i = 0; i < RD_ARRAY_LEN(HEADS); i++)
        if (rd_str_starts(name, HEADS[i]))
            return true;
    return false;
}

/* The hints of one class or id: of its words, cut at marks and at capitals inside; and of the whole. */
static uint32_t name_hints(struct rd_str name) {
    char all[64], word[24];
    uint32_t hints = 0, n_all = 0, n = 0, first = 0;
    if (!name.n || name.n > 60 || says_nothing(name))
        return 0;
    for (uint32_t i = 0; i <= name.n; i++) {
        char ch = i < name.n ? name.p[i] : '-';
        bool capital = ch >= 'A' && ch <= 'Z' && i && name.p[i - 1] >= 'a' && name.p[i - 1] <= 'z';
        if ((!is_alpha(ch) || capital) && n) {
            word[n] = 0;
            uint32_t h = word_hints(word);
            hints |= h;
            if (!first)
                first = h ? h : 1u << 30;
            n = 0;
        }
        if (is_alpha(ch)) {
            if (n + 1 < sizeof word)
                word[n++] = (char)(ch | 32);
            all[n_all++] = (char)(ch | 32);
        }
    }
    all[n_all] = 0;
    for (size_t i = 0; i < RD_ARRAY_LEN(MAIN_NAMES); i++)
        if (strstr(all, MAIN_NAMES[i]) && !(hints & (NAV | ASIDE | SHARE | COMMENT | CAPTION | FOOTER | BYLINE | DATE | TITLE)))
            hints |= HTML_H_MAIN;
    if ((hints & BYLINE) && (hints & BOX))
        hints |= HTML_H_AUTHORBOX;
    if ((hints & POST) && (hints & LINKS))
        hints |= ASIDE; /* "more-articles" */
    if (!strcmp(all, "teasertext") || !strcmp(all, "articleteaser") || !strcmp(all, "teaserarticle"))
        hints &= ~(uint32_t)ASIDE;
    return hints & ~(uint32_t)(BOX | POST | BODY | LINKS);
}

static uint32_t names_hints(struct rd_str names) {
    uint32_t hints = 0, beg = 0;
    names = rd_str_sub(names, 0, names.n < 600 ? names.n : 600);
    for (uint32_t i = 0; i <= names.n; i++)
        if (i == names.n || names.p[i] == ' ' || (names.p[i] >= 9 && names.p[i] <= 13)) {
            hints |= name_hints(rd_str_sub(names, beg, i));
            beg = i + 1;
        }
    return hints;
}

static bool has(struct rd_str s, const char *what) {
    return s.n && rd_str_find(s, rd_str_of(what), 0) >= 0;
}

static uint32_t tag_hints(uint8_t tag) {
    switch (tag) {
    case HTML_T_NAV: case HTML_T_BUTTON: return HTML_H_NAV;
    case HTML_T_ASIDE: return HTML_H_ASIDE;
    case HTML_T_FOOTER: return HTML_H_FOOTER;
    case HTML_T_FIGCAPTION: return HTML_H_CAPTION;
    case HTML_T_ADDRESS: return HTML_H_BYLINE;
    case HTML_T_TIME: return HTML_H_DATE;
    case HTML_T_ARTICLE: case HTML_T_MAIN: return HTML_H_ARTICLE;
    default: return 0;
    }
}

uint32_t html_hints(uint8_t tag, const struct html_attrs *a) {
    uint32_t hints = tag_hints(tag);
    if (tag == HTML_T_HTML || tag == HTML_T_BODY)
        return hints;
    hints |= names_hints(a->class_) | names_hints(a->id) | names_hints(a->data_test);
    if (a->hidden || (has(a->style, "none") && (has(a->style, "display:none") || has(a->style, "display: none"))) ||
        has(a->style, "visibility:hidden"))
        hints |= HTML_H_HIDDEN;
    if (has(a->itemprop, "articleBody") || has(a->property, "articleBody"))
        hints |= HTML_H_MAIN;
    if (has(a->itemprop, "comment") || has(a->itemtype, "Comment"))
        hints |= HTML_H_COMMENT;
    if (has(a->itemprop, "caption"))
        hints |= HTML_H_CAPTION;
    if (has(a->itemprop, "author") || rd_str_is(a->rel, "author"))
        hints |= HTML_H_BYLINE;
    if (has(a->itemprop, "datePublished") || has(a->itemprop, "dateModified"))
        hints |= HTML_H_DATE;
    if (has(a->itemprop, "headline"))
        hints |= HTML_H_TITLE;
    if (rd_str_is(a->role, "navigation") || rd_str_is(a->role, "menu") || rd_str_is(a->role, "menubar"))
        hints |= HTML_H_NAV;
    if (rd_str_is(a->role, "complementary") || rd_str_is(a->role, "search") || rd_str_is(a->role, "dialog") || rd_str_is(a->role, "alert"))
        hints |= HTML_H_ASIDE;
    if (rd_str_is(a->role, "contentinfo"))
        hints |= HTML_H_FOOTER;
    if (rd_str_is(a->role, "main"))
        hints |= HTML_H_ARTICLE;
    return hints;
}
