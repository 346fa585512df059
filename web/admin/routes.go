package admin

import "slices"

// routes lists every address of the staff pages but signing in.
func (a *Admin) routes() []route {
	return slices.Concat(
		a.sessionRoutes(), a.workbenchRoutes(), a.planRoutes(), a.matrixRoutes(), a.officeRoutes(),
		a.dutyRoutes(), a.orgRoutes(), a.accountRoutes(), a.auditRoutes(),
	)
}
