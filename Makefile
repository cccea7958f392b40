# readout - one GNU Makefile, not recursive. `make help` lists the targets.
# Variants:  VARIANT=release (default) | dev (ASan+UBSan, -Werror) | twin (dev with a malloc per allocation)
VARIANT ?= release
BUILD   ?= build/$(VARIANT)
CC      ?= cc
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := $(shell cat VERSION)
V       ?= 0
Q       := $(if $(filter 1,$(V)),,@)

PKGS    := sqlite3 icu-uc icu-i18n zlib libzstd expat libcurl libmicrohttpd jansson
WARN    := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wvla -Wwrite-strings -Wpointer-arith \
           -Wimplicit-fallthrough
COMMON  := -std=c11 -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -Isrc -Iinclude -include base/banned.h -ffp-contract=off \
           -fno-strict-overflow -DRD_VERSION='"$(VERSION)"' $(WARN)
OPT_release := -O2 -g
OPT_dev     := -O1 -g -Werror -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
OPT_twin    := $(OPT_dev) -DRD_ARENA_MALLOC
# The trainer is the one program whose speed is worth the machine's own instructions; no result that ships depends on them.
OPT     := $(OPT_$(VARIANT))
PCFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PLIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null)
# bzip2 has no .pc file; brotli is used where it is
BROTLI  := $(shell pkg-config --exists libbrotlidec 2>/dev/null && echo yes)
LIBS    := $(PLIBS) -lbz2 $(if $(BROTLI),$(shell pkg-config --libs libbrotlidec)) -lcrypt -lpthread -lm
CFLAGS_ALL := $(COMMON) $(OPT) $(PCFLAGS) $(if $(BROTLI),-DRD_HAVE_BROTLI) $(CFLAGS)

FOLDERS := base types model lexicon dictionary lang intake cite page text analyse refer grammar extract coding topic reader compare store dossier view api fetch web cli
SRCS    := $(foreach f,$(FOLDERS),$(wildcard src/$(f)/*.c))
OBJS    := $(SRCS:%.c=$(BUILD)/%.o)
LIB_OBJS := $(filter-out $(BUILD)/src/cli/main.o,$(OBJS))
TRAIN_OBJS := $(patsubst %.c,$(BUILD)/%.o,$(wildcard train/*.c))
TESTS   := $(wildcard test/unit/*/test_*.c)

.PHONY: all dev twin test test-full unit lint quality bench fuzz-replay install clean help man gen-check shots
all: $(BUILD)/readout

-include $(OBJS:.o=.d) $(TRAIN_OBJS:.o=.d) $(TESTS:%.c=$(BUILD)/%.d) $(wildcard $(BUILD)/test/*/*.d)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

$(BUILD)/libreadout.a: $(LIB_OBJS)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/readout: $(BUILD)/src/cli/main.o $(BUILD)/libreadout.a
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/readout-train: $(TRAIN_OBJS) $(BUILD)/libreadout.a
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LIBS)
train: $(BUILD)/readout-train
$(BUILD)/train/%.o: OPT += -O3

dev:  ; $(Q)$(MAKE) --no-print-directory VARIANT=dev all
twin: ; $(Q)$(MAKE) --no-print-directory VARIANT=twin all

# obj-FOLDER compiles one folder; unit-FOLDER builds and runs its unit tests with just the layers below it.
closure = $(shell tools/layers $(1))
obj-%: ; $(Q)$(MAKE) --no-print-directory $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/$*/*.c))
unit-%:
	$(Q)$(MAKE) --no-print-directory UNIT=$* unit-one
ifdef UNIT
UNIT_OBJS := $(patsubst %.c,$(BUILD)/%.o,$(foreach f,$(shell tools/layers $(UNIT)),$(if $(filter train,$(f)),$(filter-out train/main.c,$(wildcard train/*.c)),$(filter-out src/cli/main.c,$(wildcard src/$(f)/*.c)))))
UNIT_TESTS := $(patsubst %.c,$(BUILD)/%,$(wildcard test/unit/$(UNIT)/test_*.c))
.PRECIOUS: $(BUILD)/test/unit/%.o
$(UNIT_TESTS): $(BUILD)/%: $(BUILD)/%.o $(UNIT_OBJS)
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LIBS) -lcmocka
.PHONY: unit-one
unit-one: $(UNIT_TESTS)
	$(Q)tools/run-units $(UNIT_TESTS)
endif

unit: ; $(Q)tools/unit-all "$(MAKE)" "$(BUILD)"
test: all
	$(Q)test/run "$(BUILD)"
test-full: all
	$(Q)test/run --full "$(BUILD)"
quality: all
	$(Q)test/quality/run "$(BUILD)"
bench: all
	$(Q)bench/run "$(BUILD)"
lint:
	$(Q)tools/lint

FUZZ := $(patsubst test/fuzz/fuzz_%.c,%,$(wildcard test/fuzz/fuzz_*.c))
$(BUILD)/test/fuzz/%: $(BUILD)/test/fuzz/%.o $(BUILD)/test/fuzz/standalone.o $(BUILD)/libreadout.a
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LIBS)
fuzz-bins: $(FUZZ:%=$(BUILD)/test/fuzz/fuzz_%) ; @:
$(BUILD)/test/feeds/probe $(BUILD)/test/origins/probe: %: %.o $(BUILD)/libreadout.a
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LIBS)
$(BUILD)/test/spec/camps: $(BUILD)/test/spec/camps.o $(BUILD)/libreadout.a
	$(Q)$(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $^ $(LIBS)
.SECONDARY: $(TESTS:%.c=$(BUILD)/%.o) $(FUZZ:%=$(BUILD)/test/fuzz/fuzz_%.o) $(BUILD)/test/fuzz/standalone.o
fuzz-replay: fuzz-bins
	$(Q)for t in $(FUZZ); do $(BUILD)/test/fuzz/fuzz_$$t test/fuzz/corpus/$$t/* || exit 1; done
fuzz-%: ; $(Q)tools/fuzz-live $* "$(BUILD)"

man: all
	$(Q)tools/make-man $(BUILD)/readout
gen-check:
	$(Q)tools/check-gen
shots: all
	$(Q)tools/shots $(BUILD)/readout

install: all
	install -D -m 755 $(BUILD)/readout $(DESTDIR)$(PREFIX)/bin/readout
	install -D -m 644 docs/readout.1 $(DESTDIR)$(PREFIX)/share/man/man1/readout.1
	install -D -m 644 completions/readout $(DESTDIR)$(PREFIX)/share/bash-completion/completions/readout
	install -D -m 644 include/readout.h $(DESTDIR)$(PREFIX)/include/readout.h
	install -D -m 644 $(BUILD)/libreadout.a $(DESTDIR)$(PREFIX)/lib/libreadout.a
	mkdir -p $(DESTDIR)$(PREFIX)/share/readout
	cp -R data models $(DESTDIR)$(PREFIX)/share/readout/

print-libs: ; @echo $(LIBS)
clean:
	rm -rf build
help:
	@echo "all dev twin train test test-full unit unit-FOLDER lint quality bench fuzz-replay man shots install clean"
