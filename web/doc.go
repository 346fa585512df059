// Package web is what the pages for staff and for the public share: typed
// pages and fragments, the frame around them, handlers that return errors,
// middleware and sessions. It knows no domain; the packages below it
// (web/admin, web/portal) bring routes, data and templates.
//
// A page is made once at start and executed with data of its own type:
//
//	var plan = web.NewPage[planPage](site, templates, "plan.html")
//
//	func (h *pages) plan(w http.ResponseWriter, r *http.Request) error {
//		…
//		return plan.Render(w, r, frame, planPage{Clauses: clauses})
//	}
//
// Its file defines the template «main», whose dot is the data, and may define
// «scripts» for the islands it needs. Styles and scripts come from the bundle
// only: the content security policy allows nothing inline.
package web
