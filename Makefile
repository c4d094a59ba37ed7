# Everything one does with this project. `make help` lists it.
#
# LENET_DATA=DIR   where MNIST's files are; otherwise the cache, otherwise they are downloaded into it
# ARGS="..."       options handed on: make ARGS="--epochs 2", make check ARGS=--retrain
# PREFIX=DIR, DESTDIR=DIR   where `make install` puts things: below DESTDIR/PREFIX
# PROGRAM=FILE     install or pack this program, as it is, instead of building one that needs no Swift

lenet := .build/release/lenet
static := .build-static/release/lenet
PROGRAM ?= $(static)
PREFIX ?= /usr/local
swift_files := Package.swift Sources Tests $(wildcard Fuzz)

# Python for `make compare`; one with PyTorch already can be named instead.
PYTHON ?= .venv/bin/python

.DEFAULT_GOAL := report
.PHONY: report build prepare test lint format bench compare check render fuzz sanitize static install dist clean help

report: build ## Train, draw the figures and write the report (plain `make`)
	$(lenet) report $(ARGS)

build: prepare ## Build for release, installing system packages that are missing
	swift build -c release --product lenet

# A build of its own that holds Swift's libraries, without symbols, which would name folders of this machine. On macOS the
# system has the libraries.
static: prepare
	swift build -c release --product lenet --scratch-path .build-static \
		$(if $(filter Linux,$(shell uname)),--static-swift-stdlib -Xlinker -s)

install: $(if $(filter $(static),$(PROGRAM)),static) ## Install program, manual page and completions; PREFIX=/usr/local
	scripts/install "$(PROGRAM)" "$(DESTDIR)$(PREFIX)"

dist: $(if $(filter $(static),$(PROGRAM)),static) ## Pack archive and Debian package of this commit into dist
	scripts/dist "$(PROGRAM)" dist

prepare:
	@scripts/prepare

# Without testable imports, which no test here needs, the tests share their modules with the release build.
test: prepare ## Run all tests
	swift test -c release --disable-testable-imports $(ARGS)

lint: prepare ## Check the format of all Swift files
	swift format lint --strict --recursive $(swift_files)

format: prepare ## Format all Swift files
	swift format --in-place --recursive $(swift_files)

bench: build ## Measure this machine and the training on it
	$(lenet) bench $(ARGS)

compare: build $(filter .venv/%,$(PYTHON)) ## Race the training against PyTorch's; PYTHON=... to use another Python
	$(PYTHON) Benchmarks/compare.py $(ARGS)

.venv/bin/python: Benchmarks/requirements.txt
	python3 -m venv .venv
	.venv/bin/pip install --quiet --requirement $<
	@touch $@

check: build ## Verify what is committed: record, report, README, figures, parameters
	$(lenet) check $(ARGS)

render: build ## Draw the figures and write the report again from run.json
	$(lenet) render $(ARGS)

fuzz: prepare ## Feed the loaders mutated files for a long time
	Fuzz/run $(ARGS)

sanitize: prepare ## Run all tests under the address and the thread sanitizer
	scripts/sanitize address
	scripts/sanitize thread

clean: ## Remove what was built; data, results and the Python environment stay
	rm -rf .build .build-* dist

help: ## List these commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 16
