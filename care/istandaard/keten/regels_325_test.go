package keten

import "codeberg.org/samenkracht/samenkracht/care/istandaard"

// wacht are two claims that wait for their answers.
var wacht = rij(toewijzing(), eerder().zonderAntwoord(), later().zonderAntwoord())

// anderAntwoord is a trial of an answer that says one thing else about the refused line than the claim.
func anderAntwoord(naam string, wet istandaard.Wet, o ...optie) proef {
	return proef{regel: "TR367", naam: naam, wet: wet, vooraf: wacht, fout: rij(antwoordOp(eerder(), weigert("R1", o...))), goed: rij(antwoordOp(eerder(), weigert("R1")))}
}

var proeven325 = []proef{
	{regel: "TR056", naam: "the number of an answer", vooraf: append(wacht, antwoordOp(eerder(), kenmerk("X"))),
		fout: rij(antwoordOp(later(), kenmerk("X"))), goed: rij(antwoordOp(later(), kenmerk("Y")))},
	{regel: "TR056", naam: "a second answer", vooraf: append(wacht, antwoordOp(eerder(), weigert("R1"))),
		fout: rij(antwoordOp(eerder())), goed: rij(antwoordOp(later()))},
	{regel: "TR056", naam: "a second answer after a refusal by the header", vooraf: append(wacht, antwoordOp(eerder(), kopcode("0001"))),
		fout: rij(antwoordOp(eerder())), goed: rij(antwoordOp(later()))},
	{regel: "TR304", naam: "a client who is not in the claim", vooraf: wacht,
		fout: rij(antwoordOp(eerder(), weigert("R1", voor(bsn2)))), goed: rij(antwoordOp(eerder(), weigert("R1", voor(bsn1))))},
	{regel: "TR337", naam: "no such claim", vooraf: wacht,
		fout: rij(antwoordOp(eerder(), opKenmerk("KD3"))), goed: rij(antwoordOp(eerder(), opKenmerk("KD1")))},
	{regel: "TR337", naam: "a claim of another day", vooraf: wacht,
		fout: rij(antwoordOp(eerder(), opDag("2026-04-02"))), goed: rij(antwoordOp(eerder(), opDag("2026-04-01")))},
	{regel: "TR337", naam: "a claim to another municipality", vooraf: append(wacht, toewijzing(bij(gemeente2))),
		fout: rij(antwoordOp(eerder(), bij(gemeente2))), goed: rij(antwoordOp(eerder()))},
	{regel: "TR366", naam: "no such line", vooraf: wacht,
		fout: rij(antwoordOp(eerder(), weigert("R1", ref("R2")))), goed: rij(antwoordOp(eerder(), weigert("R1")))},
	{regel: "TR366", naam: "another earlier number", vooraf: append(wacht, antwoordOp(eerder()), terug(ref("R3")).met(declaratieNummer("D3"), kenmerk("KD3")).zonderAntwoord()),
		fout: rij(antwoordOp(terug(ref("R3")).met(declaratieNummer("D3"), kenmerk("KD3")), weigert("R3", credit("R2")))),
		goed: rij(antwoordOp(terug(ref("R3")).met(declaratieNummer("D3"), kenmerk("KD3")), weigert("R3", credit("R1"))))},
	{regel: "TR366", naam: "the line of another client", vooraf: rij(toewijzing(), toewijzing(nr(2), voor(bsn2)),
		eerder(regel323("R2", nr(2), voor(bsn2))).zonderAntwoord()),
		fout: rij(antwoordOp(eerder(regel323("R2", nr(2), voor(bsn2))), weigert("R2", voor(bsn1)))),
		goed: rij(antwoordOp(eerder(regel323("R2", nr(2), voor(bsn2))), weigert("R2")))},
	anderAntwoord("ToewijzingNummer", "", nr(2)),
	anderAntwoord("ProductCategorie", istandaard.IWmo, prod("B", "02A01")),
	anderAntwoord("ProductCategorie", istandaard.IJw, prod("B", "45A01")),
	anderAntwoord("ProductCode", "", prod("A", "A2")),
	anderAntwoord("ProductPeriode", "", tot("2026-03-30")),
	anderAntwoord("GeleverdVolume", "", volume(4), kost(20000)),
	anderAntwoord("Eenheid", "", per("14")),
	anderAntwoord("ProductTarief", "", tarief(4001), kost(20000)),
	anderAntwoord("no ProductTarief", "", zonderTarief(20000)),
	anderAntwoord("IngediendBedrag", "", kost(20001)),
	{regel: "TR371", naam: "another version", vooraf: wacht,
		fout: rij(antwoordOp(eerder(), opVersie("1.0.1"))), goed: rij(antwoordOp(eerder(), opVersie("1.0.0")))},
	{regel: "TR371", naam: "the claim had another version", vooraf: rij(toewijzing(), eerder().met(versie("1.0.2")).zonderAntwoord()),
		fout: rij(antwoordOp(eerder())), goed: rij(antwoordOp(eerder(), opVersie("1.0.2")))},
	{regel: "TR376", naam: "another claim", vooraf: wacht,
		fout: rij(antwoordOp(eerder(), declaratieNummer("D2"))), goed: rij(antwoordOp(eerder(), declaratieNummer("D1")))},
}
