.PHONY: build
build:
	dotnet build -v quiet
