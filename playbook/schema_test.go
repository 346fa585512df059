package playbook

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
)

// schemaWalk visits a playbook and its schema side by side.
type schemaWalk struct {
	t       *testing.T
	root    map[string]any
	defs    map[string]any
	used    map[string]map[string]bool // schema of a record, by its description: keys that some record has
	records func(record, schema map[string]any)
}

func (w *schemaWalk) walk(value any, schema map[string]any, path string) {
	if name, ok := schema["$ref"].(string); ok {
		w.walk(value, w.defs[strings.TrimPrefix(name, "#/$defs/")].(map[string]any), path)
		return
	}
	if forms, ok := schema["anyOf"].([]any); ok {
		for _, one := range forms {
			if one := one.(map[string]any); fits(value, one) {
				w.walk(value, one, path)
				return
			}
		}
		w.t.Errorf("%s fits no form of the schema: %v", path, value)
		return
	}
	switch v := value.(type) {
	case map[string]any:
		w.object(v, schema, path)
	case []any:
		items, ok := schema["items"].(map[string]any)
		if !ok {
			w.t.Errorf("%s is a list", path)
			return
		}
		for _, item := range v {
			w.walk(item, items, path+"/-")
		}
	default:
		if words, ok := schema["enum"].([]any); ok && !slices.Contains(words, value) {
			w.t.Errorf("%s: %v is none of %v", path, value, words)
		}
	}
}

func (w *schemaWalk) object(v, schema map[string]any, path string) {
	if item, ok := schema["additionalProperties"].(map[string]any); ok { // ids
		for id, value := range v {
			w.walk(value, item, path+"/"+id)
		}
		return
	}
	properties, ok := schema["properties"].(map[string]any)
	if !ok {
		w.t.Errorf("%s is a mapping", path)
		return
	}
	for _, key := range schema["required"].([]any) {
		if _, given := v[key.(string)]; !given {
			w.t.Errorf("%s lacks %s, which the schema requires", path, key)
		}
	}
	name := schema["description"].(string)
	if w.used[name] == nil {
		w.used[name] = map[string]bool{}
	}
	for key, value := range v {
		w.used[name][key] = true
		of, known := properties[key].(map[string]any)
		if !known {
			w.t.Errorf("%s: the schema has no %s", path, key)
			continue
		}
		w.walk(value, of, path+"/"+key)
	}
	w.records(v, schema)
}

// fits reports whether a value has the shape of a schema.
func fits(value any, schema map[string]any) bool {
	kind, _ := schema["type"].(string)
	switch value.(type) {
	case map[string]any:
		return kind == "object" || schema["$ref"] != nil
	case []any:
		return kind == "array"
	}
	return kind != "object" && kind != "array"
}

// walkOf reads the schema and a playbook as plain values, and walks them.
func walkOf(t *testing.T, src []byte) *schemaWalk {
	t.Helper()
	w := &schemaWalk{t: t, used: map[string]map[string]bool{}, records: func(_, _ map[string]any) {}}
	var schema map[string]any
	if err := errors.Join(json.Unmarshal(Schema, &schema), yaml.Unmarshal(src, &w.root)); err != nil {
		t.Fatal(err)
	}
	w.defs = schema["$defs"].(map[string]any)
	w.walk(w.root, schema, "")
	return w
}

func complete(t testing.TB) []byte {
	t.Helper()
	src, err := os.ReadFile("testdata/complete.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// TestSchemaKnowsWhatParseKnows adds a word that no playbook has to every
// record of the complete playbook: what Parse would allow there is what the
// schema has.
func TestSchemaKnowsWhatParseKnows(t *testing.T) {
	t.Parallel()
	const stranger = "zzz"
	w := walkOf(t, complete(t))
	w.records = func(record, schema map[string]any) {
		record[stranger] = "x"
		defer delete(record, stranger)
		var text bytes.Buffer
		e := json.NewEncoder(&text)
		e.SetEscapeHTML(false)
		e.SetIndent("", " ")
		if err := e.Encode(w.root); err != nil {
			t.Fatal(err)
		}
		_, _, err := Parse("complete.json", text.Bytes())
		wrong, ok := errors.AsType[*Problems](err)
		if !ok {
			t.Fatalf("%s: nothing is wrong: %v", schema["description"], err)
		}
		at := slices.IndexFunc(wrong.List, func(p Problem) bool { return p.Found == stranger })
		if at < 0 {
			t.Fatalf("%s: %v", schema["description"], wrong)
		}
		want := slices.Sorted(maps.Keys(schema["properties"].(map[string]any)))
		if diff := cmp.Diff(want, slices.Sorted(slices.Values(wrong.List[at].Allowed))); diff != "" {
			t.Errorf("%s (-schema +Parse): %s", schema["description"], diff)
		}
	}
	var schema map[string]any
	if err := json.Unmarshal(Schema, &schema); err != nil {
		t.Fatal(err)
	}
	w.walk(w.root, schema, "")
}

// TestCompleteUsesEveryKey: the complete playbook is right, and leaves no key
// of the schema out.
func TestCompleteUsesEveryKey(t *testing.T) {
	t.Parallel()
	if _, _, err := Parse("complete.yaml", complete(t)); err != nil {
		t.Fatal(err)
	}
	w := walkOf(t, complete(t))
	var all func(schema any)
	all = func(schema any) {
		switch s := schema.(type) {
		case []any:
			for _, one := range s {
				all(one)
			}
		case map[string]any:
			if properties, ok := s["properties"].(map[string]any); ok && s["additionalProperties"] == false {
				name := s["description"].(string)
				for key := range properties {
					if !w.used[name][key] {
						t.Errorf("%s: nothing uses %s", name, key)
					}
				}
			}
			for _, one := range s {
				all(one)
			}
		}
	}
	var schema any
	if err := json.Unmarshal(Schema, &schema); err != nil {
		t.Fatal(err)
	}
	all(schema)
}

// TestShippedFitTheSchema: an editor finds nothing wrong in the playbooks that
// come with the program.
func TestShippedFitTheSchema(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../playbooks/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		walkOf(t, src)
	}
}
