/* limits.h - every cap of the program in one place, with the reason for its size.
 * A cap that is met gives a note or RD_ELIMIT, never a crash and never silence. */
#ifndef RD_LIMITS_H
#define RD_LIMITS_H

#define RD_MAX_BLOB        (32u << 20)  /* bytes of one page; the largest real news page seen is 11 MB */
#define RD_MAX_TEXT        (4u << 20)   /* bytes of a page's text that is kept */
#define RD_MAX_DICTIONARY  (64u << 20)  /* bytes of one dictionary file of a user */
#define RD_MAX_DECODED     (64u << 20)  /* bytes after charset decoding or decompression of one page */
#define RD_MAX_HTML_DEPTH  512u         /* nested elements that are followed; deeper ones are flattened */
#define RD_MAX_BLOCKS      20000u       /* blocks of one page */
#define RD_MAX_SENTS       40000u       /* sentences of one page */
#define RD_MAX_SENT_TOKENS 400u         /* tokens of one sentence; a longer one is cut */
#define RD_MAX_TOKENS      1000000u     /* tokens of one page */
#define RD_MAX_MENTIONS    200000u
#define RD_MAX_RECORDS     50000u       /* statements and events of one page, each */
#define RD_MAX_QUOTES      8000u        /* quotations of one page, and below cues and statements: some steps are quadratic in these; */
#define RD_MAX_CUES        20000u       /* the longest real page seen has 400 statements */
#define RD_MAX_STATEMENTS  4000u
#define RD_MAX_NEST        8u           /* statements inside statements */
#define RD_MAX_LINE        (64u << 20)  /* bytes of one line of JSON lines */
#define RD_MAX_PATH_DEPTH  64u          /* folders inside folders */
#define RD_MAX_NOTES       1000u        /* notes of one page; the last one says that more were dropped */
#define RD_MAX_JSON_OUT    (256u << 20) /* bytes of one printed record or document */
#define RD_MAX_TSV_FIELD   4096u        /* bytes of one field of a lexicon */
#define RD_MAX_TSV_COLS    16u
#define RD_MAX_CLAIM_VALUES 32u         /* of one key of claims: values, sides of each, claims of each side that are set against each other; */
#define RD_MAX_CLAIM_SIDES 6u           /* what is above them is kept and counted, but not looked at: a page costs the same in any dossier */
#define RD_MAX_CLAIMS_EACH 2u
#define RD_MAX_FACTS       64u          /* actors, issues, contacts of a page by which its story is told */
#define RD_MAX_CALL_KEYS   24u          /* pairs of participants and days under which a contact is looked for */
#define RD_MAX_GROUP_WALK  5000u        /* nodes that are walked to see whether a group still holds together */
#define RD_MAX_TIMES       999u         /* how often something was said before: counted so far */
#define RD_MAX_PHRASE      8u           /* words of one phrase of a lexicon */
#endif
