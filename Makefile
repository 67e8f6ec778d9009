.PHONY: build publish
build: publish
	dotnet build -v quiet

# Leaves runnable proxyd and proxyctl in artifacts/bin.
publish:
	eng/publish.sh
