// Imported first of all: no file of this app is ever readable by others (architecture.md, trap 5).
process.umask(0o077)
