# make help      what can be made
GO ?= go

STATICCHECK   = $(GO) run honnef.co/go/tools/cmd/staticcheck@v0.8.2
ERRCHECK      = $(GO) run github.com/kisielk/errcheck@v1.30.0
INEFFASSIGN   = $(GO) run github.com/gordonklaus/ineffassign@v0.2.0
MISSPELL      = $(GO) run github.com/golangci/misspell/cmd/misspell@v0.8.0
# Words of the field that look like English ones spelt wrong.
DUTCH = adres,collectief,collectieve,commentaar,communicatie,instelling,relatie,stichting,tje
SQLCLOSECHECK = $(GO) run github.com/ryanrolds/sqlclosecheck@v0.6.0

.PHONY: help needs test check generate bench bench-messages bench-factlab demo audit

help:
	@echo "make test      every test, on SQLite, on PostgreSQL and in a browser"
	@echo "make demo      a filled region to look around in"
	@echo "make check     formatting and linters (fetches them)"
	@echo "make generate  pages from templates, style and script from their sources, the table of message rules"
	@echo "make bench     how fast it is"
	@echo "make bench-messages  how fast messages are checked, beside xmllint"
	@echo "make bench-factlab   how fast the Factlab counts, beside PSPP, R, SQLite and DuckDB (fetches them)"
	@echo "make audit     Lighthouse, HTML validation and accessibility of the demonstration (fetches them)"

needs:
	@scripts/needs

test: needs
	$(GO) vet ./...
	$(GO) test -p 2 -timeout 60m ./...

check:
	@wrong=$$(gofmt -l .); if [ -n "$$wrong" ]; then echo "not as gofmt writes it:"; echo "$$wrong"; exit 1; fi
	$(GO) vet ./...
	$(STATICCHECK) ./...
	$(ERRCHECK) -ignoretests -exclude scripts/errcheck.txt ./...
	$(INEFFASSIGN) ./...
	$(MISSPELL) -error -i $(DUTCH) $$(find . -name '*.go' -not -name '*_templ.go' -not -path './app/demo/content/*' -not -path './care/istandaard/*')
	$(SQLCLOSECHECK) ./...

generate:
	$(GO) run github.com/a-h/templ/cmd/templ generate
	$(GO) run ./cmd/bundle
	$(GO) run ./cmd/rules

bench:
	$(GO) test -run '^$$' -bench . -benchmem -timeout 60m ./...

bench-messages: needs
	$(GO) test -run '^$$' -bench BenchmarkMessages -benchtime 1x ./cmd/samenkracht

bench-factlab:
	$(GO) run ./scripts/factlab-peers

demo:
	$(GO) run ./cmd/samenkracht demo

audit:
	scripts/audit
