#!/usr/bin/env bash
# Guess:   Tablesaw's join on an id finds no partner for a row whose id is missing, as in SQL: the inner join leaves it
#          out, and the outer one has no invoice for it.
# True:    a missing id is equal to every other missing id. An inner join gives each account without an id every invoice
#          without one, so three of the one and two of the other make six rows, and the amounts add up to 160 where 60
#          were invoiced. Empty text is missing as well, and so is a number that isn't there. A left outer join doesn't
#          tell such accounts from those with invoices.
# Version: tech.tablesaw:tablesaw-core 0.43.1. Source: tech.tablesaw.joining.DataFrameJoiner.
# Who:     accounts of a CRM joined with a billing export by an id that is empty for prospects and for invoices made by
#          hand: their revenue is counted once for each prospect, and the total is above what was invoiced.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages tech.tablesaw:tablesaw-core:0.43.1 org.slf4j:slf4j-nop:2.0.17

recorded <<'TEXT'
invoiced 60
inner: Fir 10, Oak 20, Oak 30, Elm 20, Elm 30, Ash 20, Ash 30, together 160
left outer: Fir 10, Oak 20, Oak 30, Elm 20, Elm 30, Ash 20, Ash 30, together 160
inner, by number: Fir 10, Oak 20, Oak 30, together 60
TEXT

run_java <<'JAVA'
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

public class Finding {
    public static void main(String[] arguments) {
        Table accounts = Table.create("accounts", StringColumn.create("id", new String[] {"A1", "", "", null}),
                StringColumn.create("name", new String[] {"Fir", "Oak", "Elm", "Ash"}));
        Table invoices = Table.create("invoices", StringColumn.create("id", new String[] {"A1", "", ""}),
                IntColumn.create("amount", new int[] {10, 20, 30}));
        System.out.println("invoiced " + sum(invoices));
        show("inner", accounts.joinOn("id").inner(invoices));
        show("left outer", accounts.joinOn("id").leftOuter(invoices));

        Table numbered = Table.create("accounts", IntColumn.create("id", new Integer[] {1, null}),
                StringColumn.create("name", new String[] {"Fir", "Oak"}));
        Table billed = Table.create("invoices", IntColumn.create("id", new Integer[] {1, null, null}),
                IntColumn.create("amount", new int[] {10, 20, 30}));
        show("inner, by number", numbered.joinOn("id").inner(billed));
    }

    static void show(String title, Table joined) {
        StringBuilder rows = new StringBuilder();
        for (Row row : joined) {
            rows.append(' ').append(row.getString("name")).append(' ').append(row.getInt("amount")).append(',');
        }
        System.out.println(title + ":" + rows + " together " + sum(joined));
    }

    static int sum(Table table) {
        return (int) table.intColumn("amount").sum();
    }
}
JAVA
