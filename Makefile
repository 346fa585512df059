# What people do with this project. «make» alone lists it.
# Needed: Go 1.26, Node 20 or newer with npm, git, make. Nothing needs root.

SHELL    := /bin/bash
TODAY    ?= 2020-10-15
LISTEN   ?= 127.0.0.1:8080
DATA     ?= var/demo-$(TODAY)
MANIFEST := web/assets/dist/manifest.json
# Styles are purged down to the classes that templates and Go files of web name.
SOURCES  := $(shell find web \( -name dist -prune \) -o -type f \( -name '*.ts' -o -name '*.css' \
              -o -name '*.html' -o -name '*.go' -o -name '*.mjs' -o -name '*.svg' -o -name 'tsconfig.json' \) -print 2>/dev/null)
# A clone that git cannot read (another owner, an archive) is built without its commit.
STAMP    := $(shell git rev-parse --verify -q HEAD >/dev/null 2>&1 || echo -buildvcs=false)
BUILD    := CGO_ENABLED=0 go build -trimpath $(STAMP)

.DEFAULT_GOAL := help
.PHONY: help run test check build build-all bench clauses assets screenshots have-node have-tools

help: ## list what can be done
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | sort | \
	  while IFS=$$'\t' read -r target words; do printf '  make %-12s %s\n' "$$target" "$$words"; done

run: build ## start the demonstration as of 2020-10-15 (TODAY, LISTEN and DATA may be set)
	@echo "Demonstration as of $(TODAY): pages at http://$(LISTEN)/, data in $(DATA). Ctrl-C ends it; the data stay."
	@mkdir -p $(dir $(DATA))
	bin/xianfeng demo --today $(TODAY) --data $(DATA) --listen $(LISTEN)

test: have-tools ## run all tests and say first which parts are skipped here
	@if command -v npm >/dev/null; then $(MAKE) --no-print-directory assets; \
	  else echo 'skipped: front-end assets are not built (no npm), nor is what needs them tested'; fi
	go test ./...

check: ## gofmt, vet, staticcheck
	@files=$$(git ls-files -co --exclude-standard '*.go' | while read -r f; do [ -f "$$f" ] && echo "$$f"; done); \
	  bad=$$(gofmt -l $$files); if [ -n "$$bad" ]; then echo 'not formatted (gofmt -w):'; echo "$$bad"; exit 1; fi
	go vet ./...
	go tool staticcheck ./...

build: assets ## build bin/xianfeng with its assets
	$(BUILD) -o bin/xianfeng ./cmd/xianfeng

build-all: assets ## build for linux amd64, linux arm64 and windows amd64
	GOOS=linux GOARCH=amd64 $(BUILD) -o bin/xianfeng-linux-amd64 ./cmd/xianfeng
	GOOS=linux GOARCH=arm64 $(BUILD) -o bin/xianfeng-linux-arm64 ./cmd/xianfeng
	GOOS=windows GOARCH=amd64 $(BUILD) -o bin/xianfeng-windows-amd64.exe ./cmd/xianfeng

bench: assets ## run the workloads and print their table (minutes)
	go run ./bench

clauses: ## print which of the 160 clauses hold (FROM=saved «go test -json»)
	@go run ./internal/clauses $(if $(FROM),-from $(FROM))

assets: $(MANIFEST) ## build scripts and styles where their sources changed

screenshots: assets ## take pictures of the pages into var/screenshots (needs Chromium)
	@mkdir -p var/screenshots
	XIANFENG_REQUIRE=chromium XIANFENG_SCREENSHOTS=$(CURDIR)/var/screenshots go test -count=1 -run Journey ./...
	@ls var/screenshots

$(MANIFEST): node_modules/.stamp $(SOURCES)
	@echo 'building scripts and styles'
	node web/assets/build.mjs
	@touch $@

node_modules/.stamp: package.json package-lock.json | have-node
	@echo 'fetching what the front end is built from'
	npm ci --ignore-scripts --no-audit --no-fund
	@touch $@

have-node:
	@command -v npm >/dev/null || { echo 'Node 20 or newer with npm is needed to build the pages.'; exit 1; }

have-tools:
	@ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null || \
	  echo 'skipped: tests on PostgreSQL (not installed)'
	@command -v chromium chromium-browser google-chrome >/dev/null || \
	  echo 'skipped: journeys in a browser (no Chromium installed)'
	@[ -n "$$XIANFENG_PLANS" ] || \
	  echo 'skipped: checks against the two original plans (XIANFENG_PLANS names no folder)'
