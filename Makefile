# make serve   build everything and serve the site on this machine
# make test    every test: Go, race detector, WebAssembly, browsers
# make labelled  the Go installation's own programs with known faults, with figures
# make check   format, vet, staticcheck, import rules, generated files
# make bench   speed and size, with figures and ratios
# make recipes  the recipes for other sites, each in the real host; pictures in build/recipes
# make dist    the static site, in dist/
# make binary  the command with the site in it, in bin/, for GOOS and GOARCH

# The examples are programs to look at, mistakes included: they are built and
# run by tests, but not vetted.
PACKAGES = $(shell go list ./... | grep -v '/scenarios/catalog/.')
GENERATED = scenarios/lower/stdlib/export.bin scenarios/engine/symbols.go site/src/protocol.ts
STATICCHECK = honnef.co/go/tools/cmd/staticcheck@v0.8.2

.PHONY: serve test labelled check bench recipes dist binary tools browsers

tools:
	@command -v go >/dev/null || { echo "missing: Go 1.26 or newer – https://go.dev/dl" >&2; exit 1; }
	@command -v node >/dev/null || { echo "missing: Node 20 or newer – https://nodejs.org" >&2; exit 1; }
	@command -v npm >/dev/null || { echo "missing: npm, which comes with Node – https://nodejs.org" >&2; exit 1; }

serve: tools
	go run . serve

dist: tools
	go run . build -o dist

# make binary GOOS=windows GOARCH=amd64: the site is built on this machine, for any.
binary: tools
	env -u GOOS -u GOARCH go run . build -packed -o build/packed
	CGO_ENABLED=0 go build -tags packed -trimpath -ldflags='-s -w' -o "bin/gopark-$$(go env GOOS)-$$(go env GOARCH)$$(go env GOEXE)" .
	@ls -sh bin

browsers:
	@.ci/browsers

test: tools browsers
	go test $(PACKAGES)
	@# The race detector needs cgo; the scheduler is where it helps.
	@if [ "$$(go env CGO_ENABLED)" = 1 ] && command -v "$$(go env CC)" >/dev/null; then \
	  echo "go test -race -short ./scenarios/sched"; go test -race -short ./scenarios/sched; \
	else echo "no C compiler: the race detector is left out (apt-get install gcc)"; fi
	go run . build -o dist
	cd site && npm run --silent check
	cd site && GOPARK_DIST=../dist npm test

labelled: tools
	go test -count=1 -run '^TestLabelled$$' -v ./scenarios/engine

check: tools
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not formatted:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet $(PACKAGES)
	GOOS=js GOARCH=wasm go vet ./wasm/...
	go run $(STATICCHECK) $(PACKAGES)
	.ci/imports
	@before=$$(cat $(GENERATED) | cksum); go generate ./scenarios/lower/stdlib ./wasm/protocol; \
	  [ "$$before" = "$$(cat $(GENERATED) | cksum)" ] || { echo "generated files were out of date; they are new now: commit them" >&2; exit 1; }
	go mod tidy -diff
	go build -o /dev/null ./scenarios/catalog/hello

bench: tools browsers
	@# The longest runs are measured in the browser.
	go test -short -run '^$$' -bench . -benchtime 200ms ./scenarios/... ./viz/...
	go run . build -o dist
	@echo "the same in WebAssembly, under Node"
	PATH="$$PATH:$$(go env GOROOT)/lib/wasm" GOOS=js GOARCH=wasm go test -overlay build/overlay.json -run '^$$' -bench 'Statements|Switches|Compile|Waitgroup|Blocked' -benchtime 200ms ./scenarios/engine
	cd site && GOPARK_DIST=../dist node test/bench.mjs
	cd site && GOPARK_DIST=../dist node test/bench-light.mjs
	cd site && GOPARK_DIST=../dist node test/bench-picture.mjs

recipes: tools browsers
	go run . build -o dist
	GOPARK_DIST=dist node recipes/run.mjs
