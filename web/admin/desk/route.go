package desk

import (
	"net/http"
	"strconv"

	"github.com/xianfeng-oss/xianfeng/fault"
	"github.com/xianfeng-oss/xianfeng/people"
)

// Route is an address with what it does and the action it needs; the services
// behind it check that action at the unit it concerns. A route without an
// action concerns nobody but who asks.
type Route struct {
	Pattern string // «GET /matrix»
	Act     people.Action
	Handle  func(*Call) error
}

// Handler returns the routes behind sessions and sign-in.
func (d *Desk) Handler(routes []Route) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /sign-in", d.Handle(d.signInPage))
	mux.Handle("POST /sign-in", d.Handle(d.signIn))
	for _, r := range routes {
		mux.Handle(r.Pattern, d.signedIn(r))
	}
	mux.Handle("/", d.Handle(d.NotFound))
	return d.Sessions.Wrap(inSession(mux))
}

// signedIn loads the actor of the session. One who must change the password
// may do nothing else first.
func (d *Desk) signedIn(r Route) http.Handler {
	return d.Handle(func(w http.ResponseWriter, req *http.Request) error {
		who, err := d.actor(req)
		if err != nil {
			return err
		}
		c := &Call{req, w, who}
		if who.MustChange && r.Pattern != "POST /sign-out" && req.URL.Path != "/password" {
			return c.Redirect("/password")
		}
		if err := d.gate(c, r); err != nil {
			return err
		}
		return r.Handle(c)
	})
}

func (d *Desk) actor(r *http.Request) (people.Actor, error) {
	id := d.Sessions.Account(r.Context())
	if id == "" {
		return people.Actor{}, fault.New(fault.Unauthenticated, "people.sign_in_first")
	}
	who, err := d.People.ActorOf(r.Context(), people.AccountID(id), Origin(r))
	if err == nil && d.Sessions.Value(r.Context(), revisionName) != strconv.FormatInt(who.Revision, 10) {
		err = fault.New(fault.Unauthenticated, "people.signed_out")
	}
	return who, err
}
