package regel

// Uitleg says in plain Dutch and English what a return code means and what to do. A code that release 3.2 does
// not know gets a sentence that says so.
func Uitleg(code string) (nl, en string) {
	c, ok := ZoekCode(code)
	if !ok {
		return "Deze retourcode staat niet in de lijst van release 3.2.", "This return code is not in the list of release 3.2."
	}
	return c.Nl, c.En
}
