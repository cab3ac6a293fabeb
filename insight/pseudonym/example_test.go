package pseudonym_test

import (
	"fmt"

	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
)

// Two of three key holders are needed. Whichever two answer, an address gets the same pseudonym.
func Example() {
	shares, keys, err := pseudonym.MakeKey().Split(2, 3)
	if err != nil {
		fmt.Println(err)
		return
	}
	batch, err := pseudonym.NewSession(pseudonym.MakeSecret(), keys).Blind([][]byte{[]byte("1506SA|12|A")})
	if err != nil {
		fmt.Println(err)
		return
	}
	made := map[[16]byte]bool{}
	for _, pair := range [][2]int{{1, 2}, {1, 3}, {2, 3}} {
		answers := map[int]*pseudonym.Evaluation{}
		for _, holder := range pair {
			if answers[holder], err = shares[holder-1].Evaluate(batch.Blinded()); err != nil {
				fmt.Println(err)
				return
			}
		}
		outputs, err := batch.Finalize(answers)
		if err != nil {
			fmt.Println(err)
			return
		}
		made[outputs[0].Pseudonym()] = true
	}
	fmt.Println(len(made), "pseudonym")
	// Output: 1 pseudonym
}
