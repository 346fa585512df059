package playbook

import _ "embed" // the schema is a file

// Schema is the JSON Schema of the format, for editors that complete and
// check while a person writes. Its text stands in schema.json; Parse is the
// authority, and a test holds the two together key by key.
//
//go:embed schema.json
var Schema []byte
