package change

import "github.com/xianfeng-oss/xianfeng/web/admin/desk"

// bodyForm changes what a body is called. Who sits in it is no matter of the
// plan's text: that is kept with the posts.
var bodyForm = short{
	show: func(_ *area, c *desk.Call, w *work) (shortPage, error) {
		b := w.Book.Body(c.PathValue("body"))
		if b == nil {
			return shortPage{}, errNoPart
		}
		return shortPage{
			Form: desk.Form{Title: c.T("change.body_title", b.Name), Inputs: []desk.Input{
				{Name: "name", Label: c.T("change.name"), Kind: "text", Value: b.Name, Required: true},
				{Name: "short", Label: c.T("change.short"), Kind: "text", Value: b.Short, Hint: c.T("change.short_hint")},
			}},
			Clauses: clauseLinks(w.Book, b.Clauses),
			Links:   []desk.Option{{Value: "/posts", Text: c.T("change.people")}},
		}, nil
	},
	changes: func(c *desk.Call, w *work) []step {
		at := "bodies/" + c.PathValue("body")
		return changed(changed(nil, w, at+"/name", c.Text("name")), w, at+"/short", c.Text("short"))
	},
}

// documentForm changes the number and the date of the document.
var documentForm = short{
	show: func(_ *area, c *desk.Call, w *work) (shortPage, error) {
		d := w.Book.Document
		issued := ""
		if !d.Issued.IsZero() {
			issued = d.Issued.String()
		}
		return shortPage{
			Form: desk.Form{Title: c.T("change.document_title"), Hint: d.Title, Inputs: []desk.Input{
				{Name: "number", Label: c.T("change.number"), Kind: "text", Value: d.Number, Hint: c.T("change.number_hint")},
				{Name: "issued", Label: c.T("change.issued"), Kind: "date", Value: issued, Hint: c.T("change.issued_hint")},
			}},
			Clauses: clauseLinks(w.Book, d.Clauses),
		}, nil
	},
	changes: func(c *desk.Call, w *work) []step {
		return changed(changed(nil, w, "document/number", c.Text("number")), w, "document/issued", c.Text("issued"))
	},
}
