.DEFAULT_GOAL := help
.PHONY: help deps uml build publish image man test test-containers integration demo golden bench microbench live fmt lint clean

help: ## Lists these targets.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

deps: ## Installs the Debian packages that tests and demo need.
	@eng/install-deps.sh

uml: ## Builds the kernel for tests that need IPVS: some minutes, once.
	@eng/uml/build.sh

build: publish ## Builds everything.
	@dotnet build --nologo -v quiet -clp:NoSummary

publish: ## Leaves runnable proxyd and proxyctl in artifacts/bin.
	@eng/publish.sh

image: publish ## Builds the image from Debian packages, with no image registry, into artifacts/image.tar. Another name: IMAGE=name:tag.
	@eng/install-deps.sh docker.io mmdebstrap
	@eng/with-docker.sh eng/image.sh $(IMAGE)

man: publish ## Leaves the manual of proxyctl in artifacts/man: MANPATH=artifacts/man man proxyctl.
	@artifacts/bin/proxyctl man --output-dir artifacts/man/man1

# What was published just before, as it is shipped.
test integration: export TEST_PROGRAMS = $(CURDIR)/artifacts/bin

test: deps build image ## Runs all tests, those with packets included; needs root for these.
	@eng/test.sh

test-containers: image ## Runs the tests of the image only: two nodes out of containers.
	@dotnet build tests/Containers --nologo -v quiet -clp:NoSummary
	@eng/test.sh tests/Containers

integration: deps build ## Runs the tests with packets only.
	@eng/test.sh tests/Integration uml

demo: deps publish ## Shows connections spread over endpoints, on this machine's kernel.
	@dotnet build eng/Demo --nologo -v quiet -clp:NoSummary
	@dotnet run --project eng/Demo --no-build -- artifacts/bin/proxyctl examples

golden: ## Writes the expected files of tests anew; read the difference like code.
	@dotnet build --nologo -v quiet -clp:NoSummary
	GOLDEN=1 eng/test.sh tests/*.Tests tests/Integration
	@git --no-pager diff --stat -- tests

bench: deps publish ## Measures Proxier beside kube-proxy's shapes of rules, and writes docs/benchmarks.md. Less of it: make bench SIZES=1000,5000.
	@dotnet build bench/Live -c Release --nologo -v quiet -clp:NoSummary
	@dotnet run --project bench/Live -c Release --no-build -- table $(SIZES)

microbench: ## Measures parts of the program. One of them: make microbench FILTER='*Templates*'.
	dotnet run --project bench -c Release -- --filter '$(or $(FILTER),*)'

live: deps publish ## Measures the daemon with packets. One measurement: make live RUN=soak; also latency, switch, takeover, churn, apiserver, faults, steps, userspace, and ipvs and held (connections through userspace) on a kernel of their own.
	@dotnet build bench/Live -c Release --nologo -v quiet -clp:NoSummary
	@for run in $(or $(RUN),latency soak switch takeover churn apiserver faults); do \
		live="dotnet bench/Live/bin/Release/net10.0/Proxier.Live.dll"; \
		if [ $$run = ipvs ]; then eng/uml/run.sh --timeout 1800 $$live sync; \
		elif [ $$run = held ]; then eng/uml/run.sh sh -c "ulimit -n 65536 && exec $$live held"; \
		else dotnet run --project bench/Live -c Release --no-build -- $$run; fi || exit; done

fmt: ## Formats the code.
	dotnet format

lint: ## Says what fmt would change.
	dotnet format --verify-no-changes

clean: ## Removes everything that was built.
	rm -rf artifacts
	find src tests bench eng -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
