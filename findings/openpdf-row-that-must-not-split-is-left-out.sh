#!/usr/bin/env bash
# Guess:   in an OpenPDF table with setSplitRows(false) a row that doesn't fit on a page is split after all, or refused.
# True:    it is left out, with all rows after it: of Alder, Birch and Cedar, where Birch's comment is longer than a page, a PDF
#          of two pages names Alder alone. Nothing is thrown and nothing logged. With rows that may split, which is the
#          default, all of it is there, on eight pages.
# Version: com.github.librepdf:openpdf 2.0.3. Source: PdfPTable.setSplitRows(), whose comment says only what true does;
#          ColumnText.goComposite().
# Who:     reports whose rows shall not be cut between pages: one long comment, and the customers behind it are missing from
#          the list, on a page that looks complete.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.github.librepdf:openpdf:2.0.3

recorded <<'TEXT'
rows may split, 10 words in the second: Alder Birch Cedar on 1 pages, 10 words of the comment
rows may split, 3000 words in the second: Alder Birch Cedar on 8 pages, 3000 words of the comment
rows stay whole, 10 words in the second: Alder Birch Cedar on 1 pages, 10 words of the comment
rows stay whole, 3000 words in the second: Alder on 2 pages, 0 words of the comment
TEXT

run_java <<'JAVA'
import com.lowagie.text.Document;
import com.lowagie.text.PageSize;
import com.lowagie.text.pdf.PdfPTable;
import com.lowagie.text.pdf.PdfReader;
import com.lowagie.text.pdf.PdfWriter;
import com.lowagie.text.pdf.parser.PdfTextExtractor;
import java.io.ByteArrayOutputStream;

public class Finding {
    public static void main(String[] arguments) throws Exception {
        for (boolean split : new boolean[] {true, false}) {
            for (int words : new int[] {10, 3_000}) {
                System.out.println((split ? "rows may split, " : "rows stay whole, ") + words + " words in the second: " + customers(split, words));
            }
        }
    }

    static String customers(boolean split, int words) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Document document = new Document(PageSize.A4);
        PdfWriter.getInstance(document, bytes);
        document.open();
        PdfPTable table = new PdfPTable(2);
        table.setSplitRows(split);
        table.setHeaderRows(1);
        table.addCell("Customer");
        table.addCell("Comment");
        for (String customer : new String[] {"Alder", "Birch", "Cedar"}) {
            table.addCell(customer);
            table.addCell(customer.equals("Birch") ? "slow ".repeat(words) : "fine");
        }
        document.add(table);
        document.close();
        PdfReader reader = new PdfReader(bytes.toByteArray());
        StringBuilder text = new StringBuilder();
        for (int page = 1; page <= reader.getNumberOfPages(); page++) {
            text.append(new PdfTextExtractor(reader).getTextFromPage(page)).append(' ');
        }
        StringBuilder said = new StringBuilder();
        for (String customer : new String[] {"Alder", "Birch", "Cedar"}) {
            said.append(text.indexOf(customer) >= 0 ? customer + " " : "");
        }
        int slow = text.toString().split("slow", -1).length - 1;
        return said + "on " + reader.getNumberOfPages() + " pages, " + slow + " words of the comment";
    }
}
JAVA
