package org.penstock.app.print;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** That a paper is the PDF/A it says it is, told by a validator that is not ours: veraPDF. */
class EveryPaperIsPdfATest {
    /** What does not fit the flavour that the paper claims. */
    private static List<String> faults(byte[] paper) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new ByteArrayInputStream(paper))) {
            assertEquals(PDFAFlavour.PDFA_2_B, parser.getFlavour());
            return Foundries.defaultInstance()
                    .createValidator(parser.getFlavour(), false)
                    .validate(parser)
                    .getTestAssertions()
                    .stream()
                    .filter(a -> a.getStatus() == TestAssertion.Status.FAILED)
                    .map(a -> a.getRuleId().getClause() + " " + a.getMessage() + " at "
                            + a.getLocation().getContext())
                    .distinct()
                    .toList();
        }
    }

    @Test
    void everyKindOfPaperIsWhatItSaysItIs() throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        byte[] last = new byte[0];
        for (Map.Entry<String, EveryPaperHasTheHeadTest.Print> kind :
                EveryPaperHasTheHeadTest.kinds().entrySet()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            kind.getValue().to(Heads.of(4_711, "0123456789abcdef".repeat(4)), out);
            last = out.toByteArray();
            assertEquals(List.of(), faults(last), kind.getKey());
        }
        // And the validator does look: without what its colours mean it is none.
        ByteArrayOutputStream bare = new ByteArrayOutputStream();
        try (PDDocument pdf = Loader.loadPDF(last)) {
            pdf.getDocumentCatalog().setOutputIntents(List.of());
            pdf.save(bare);
        }
        assertNotEquals(List.of(), faults(bare.toByteArray()));
    }
}
