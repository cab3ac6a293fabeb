package keyholder

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"os"
	"slices"
	"strings"

	_ "codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/words" // the Dutch

	"codeberg.org/samenkracht/samenkracht/insight/factlab/agreement"
	"codeberg.org/samenkracht/samenkracht/insight/factlab/keyholder/vault"
	"codeberg.org/samenkracht/samenkracht/insight/pseudonym"
	"codeberg.org/samenkracht/samenkracht/platform/command"
)

// Commands are the commands of this package: one, with commands under it.
func Commands() []command.Command {
	tool := command.Tool{Program: "samenkracht factlab keyholder", Commands: []command.Command{
		{Name: "new", Operands: "BODY=HOST:PORT ...", About: "Makes the key of a round, in one piece or in shares for more key holders.",
			Examples: []string{`new -state sleutel -round 12-345 -purpose "stapeling tellen" "Notaris De Wit=sleutel.example.nl:8443"`,
				`new -state sleutels -round 12-345 -purpose "stapeling tellen" -holders 3 -threshold 2`}, Run: makeKey},
		{Name: "admit", Operands: "FILE", About: "Lets the participants of an agreement ask, each up to its quota.",
			Examples: []string{"admit -state sleutel afspraken.json"}, Run: admit},
		{Name: "serve", About: "Answers those who are admitted, until it is stopped.",
			Examples: []string{"serve -state sleutel -address :8443"}, Run: serve},
		{Name: "log", About: "Shows how much was evaluated for whom.", Examples: []string{"log -state sleutel", "log -state sleutel -all"}, Run: showLog},
		{Name: "destroy", About: "Destroys the key for ever, and leaves a signed record of it.",
			Examples: []string{`destroy -state sleutel -by "J. de Wit"`}, Run: destroy},
		{Name: "verify", Operands: "FILE", About: "Checks a record of destruction, for anybody who wants to.",
			Examples: []string{"verify -agreement afspraken.json record.json"}, Run: verify},
	}}
	return []command.Command{{Name: "keyholder", Operands: "COMMAND ...", About: "Keeps the key of a Factlab round.",
		Examples: []string{"keyholder new -h", "keyholder serve -state sleutel -address :8443"}, Run: tool.Under()}}
}

// stateSetting says where the key is.
func stateSetting(c *command.Call) *string {
	return c.Text("state", "keyholder", "FOLDER", c.Say("the folder in which the key is kept"))
}

// stuck says why a command cannot run.
func stuck(c *command.Call, err error) int {
	if sentence, told := c.Lang.Tell(err); told {
		return c.Fail(sentence + ".")
	}
	if path, is := errors.AsType[*fs.PathError](err); is {
		return c.Fail(c.Say("%s cannot be used: %s.", path.Path, c.Reason(err)))
	}
	return c.Fail(c.Say("That did not work: %s.", c.Reason(err)))
}

func makeKey(c *command.Call) int {
	state := stateSetting(c)
	round := c.Text("round", "", "NUMBER", c.Say("the number of the round, from the Factlab lead"))
	purpose := c.Text("purpose", "", "TEXT", c.Say("the purpose of the round, letter for letter as in the agreement"))
	holders := c.Number("holders", 1, c.Say("among how many key holders the key is split"))
	threshold := c.Number("threshold", 1, c.Say("how many of them are needed, and enough"))
	if exit, ok := c.Read(0, pseudonym.MaxHolders); !ok {
		return exit
	}
	if *round == "" || *purpose == "" {
		return c.Usage(c.Say("Give the round and its purpose, with -round and -purpose."))
	}
	plan := vault.Plan{Round: *round, Purpose: *purpose, Threshold: *threshold}
	for _, word := range c.Args {
		body, address, ok := strings.Cut(word, "=")
		if _, _, err := net.SplitHostPort(address); !ok || err != nil || body == "" {
			return c.Usage(c.Say("%q is no key holder. Write its name, = and its address, as NAME=HOST:PORT.", command.Short(word)))
		}
		plan.Holders = append(plan.Holders, vault.Holder{Body: body, Address: address})
	}
	if len(c.Args) > 0 && c.Given("holders") && *holders != len(c.Args) {
		return c.Usage(c.Say("There are %d names for %d key holders.", len(c.Args), *holders))
	}
	for i := len(plan.Holders); len(c.Args) == 0 && i < min(*holders, 1000); i++ {
		plan.Holders = append(plan.Holders, vault.Holder{Body: c.Say("Key holder %d", i+1)})
	}
	if len(plan.Holders) > 1 && !c.Given("threshold") {
		return c.Usage(c.Say("Say how many of the key holders are needed, with -threshold."))
	}
	card, err := vault.Make(*state, plan)
	if err != nil {
		return stuck(c, err)
	}
	tellMade(c, *state, card)
	return command.Good
}

func tellMade(c *command.Call, state string, card agreement.KeyHolders) {
	fmt.Fprintln(c.Out, command.Plain(c.Say("The key was made in %s.", state)))
	fmt.Fprintln(c.Out, command.Plain(c.Say("Send %s to the Factlab lead. It holds no secret.", state+string(os.PathSeparator)+"holder.json")))
	for _, h := range card.Holders {
		fmt.Fprintf(c.Out, "  %d  %s  %s  %s\n", h.Index, command.Plain(h.Body), command.Plain(h.Address), h.Key)
	}
	if len(card.Holders) > 1 {
		fmt.Fprintln(c.Out, c.Say("Hand every folder to its key holder, and keep none. Together they are the whole key."))
		fmt.Fprintln(c.Out, c.Say("With %d of %d needed, a participant that cheats can ask %d%% of its quota.",
			card.Threshold, len(card.Holders), 100*len(card.Holders)/card.Threshold))
	}
}

func admit(c *command.Call) int {
	state, yes := stateSetting(c), c.Yes("yes", c.Say("ask nothing"))
	if exit, ok := c.Read(1, 1); !ok {
		return exit
	}
	a, err := readAgreement(c.Args[0])
	if err != nil {
		return c.Fail(c.Say("%s is no agreement: %s.", c.Args[0], c.Reason(err)))
	}
	ad, err := vault.Consider(*state, a)
	if err != nil {
		return stuck(c, err)
	}
	tellAdmission(c, ad)
	if !*yes && !confirmed(c, c.Say("Type yes to let them ask:"), "yes", "ja") {
		return c.Fail(c.Say("Nothing was changed."))
	}
	if err := ad.Commit(); err != nil {
		return stuck(c, err)
	}
	fmt.Fprintln(c.Out, c.Lang.N(len(ad.Participants()), "%d participant may ask now.", "%d participants may ask now."))
	return command.Good
}

func readAgreement(path string) (*agreement.Agreement, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return agreement.Parse(text)
}

func tellAdmission(c *command.Call, ad *vault.Admission) {
	a := ad.Agreement
	line := func(sentence string) { fmt.Fprintln(c.Out, command.Plain(sentence)) }
	line(c.Say("Round %s: %s", a.Round, a.Name))
	line(c.Say("Purpose: %s", a.Purpose))
	line(c.Say("Legal ground: %s", a.Ground))
	line(c.Say("Hub: %s, %s", a.Hub.Body, a.Hub.Key))
	for _, p := range ad.Participants() {
		mark := ""
		switch {
		case slices.Contains(ad.New, p):
			mark = c.Say("new")
		case slices.Contains(ad.Raised, p):
			mark = c.Say("higher quota")
		}
		line(strings.TrimRight(fmt.Sprintf("  %-8s %9d  %s  %s  %s", p.ID, p.Quota, p.Key, p.Name, mark), " "))
	}
	for _, p := range ad.Left {
		who := p.Name
		line(c.Say("%s may not ask any more.", who))
	}
	for _, p := range ad.Participants() {
		if who := p.Name; p.Registry {
			line(c.Say("Mind: %s asks for every address. It can open every pseudonym of the round.", who))
		}
	}
}

// confirmed asks a person for a word.
func confirmed(c *command.Call, question string, words ...string) bool {
	fmt.Fprint(c.Out, command.Plain(question)+" ")
	if c.Out.Flush() != nil {
		return false
	}
	said, err := bufio.NewReader(io.LimitReader(c.In, 1000)).ReadString('\n')
	fmt.Fprintln(c.Out)
	return (err == nil || errors.Is(err, io.EOF)) && slices.Contains(words, strings.TrimSpace(said))
}
