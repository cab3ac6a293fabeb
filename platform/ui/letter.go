package ui

// LetterHead is what stands above a letter: sender, address for the window, reference and date.
type LetterHead struct {
	Sender    []string // name and address of who sends
	Addressee []string // name and address of who reads; stands in the window
	Facts     []Fact   // date, reference, contact person, phone
	Subject   string
}
