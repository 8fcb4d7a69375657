#!/usr/bin/env bash
# Guess:   what formats an amount of money writes the decimals of its currency: yen without, Kuwaiti dinars with three,
#          dollars and euros with two, whatever the reader's locale. So does the JDK's NumberFormat once setCurrency()
#          told it the currency, and so does a MonetaryAmountFormat of JSR 354, which is made for it.
# True:    both write as many decimals as the currency of the locale's own country has. For a reader in Japan 10.32
#          dollars are 10 dollars and 0.40 euros are 0; for one in the United States 1234.567 dinars are 1,234.57 and
#          1234 yen are 1,234.00. ICU's NumberFormat, with the same two calls, writes the currency's own decimals.
# Version: org.javamoney.moneta:moneta-core 1.4.5 and java.text of the JDK beside com.ibm.icu:icu4j 77.1. Source:
#          JavaMoney/jsr354-ri issue #358 (open since 2021); java.text.NumberFormat.setCurrency() ("does not update the
#          minimum or maximum number of fraction digits").
# Who:     invoices, MRR and ARR in the currency of the customer and the locale of the reader: a colleague in Tokyo
#          reads whole dollars, one in New York reads fractions of a yen and loses a digit of dinars.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.javamoney.moneta:moneta-core:1.4.5 com.ibm.icu:icu4j:77.1

recorded <<'TEXT'
reader in United States
     10.32 USD   Moneta 10.32     JDK 10.32     ICU 10.32
      0.40 EUR   Moneta 0.40      JDK 0.40      ICU 0.40
      1234 JPY   Moneta 1,234.00  JDK 1,234.00  ICU 1,234
  1234.567 KWD   Moneta 1,234.57  JDK 1,234.57  ICU 1,234.567
reader in Germany
     10.32 USD   Moneta 10,32     JDK 10,32     ICU 10,32
      0.40 EUR   Moneta 0,40      JDK 0,40      ICU 0,40
      1234 JPY   Moneta 1.234,00  JDK 1.234,00  ICU 1.234
  1234.567 KWD   Moneta 1.234,57  JDK 1.234,57  ICU 1.234,567
reader in Japan
     10.32 USD   Moneta 10        JDK 10        ICU 10.32
      0.40 EUR   Moneta 0         JDK 0         ICU 0.40
      1234 JPY   Moneta 1,234     JDK 1,234     ICU 1,234
  1234.567 KWD   Moneta 1,235     JDK 1,235     ICU 1,234.567
TEXT

run_java <<'JAVA'
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.money.format.MonetaryFormats;
import org.javamoney.moneta.Money;

public class Finding {
    static final Locale[] READERS = {Locale.US, Locale.GERMANY, Locale.JAPAN};
    static final String[][] AMOUNTS = {{"10.32", "USD"}, {"0.40", "EUR"}, {"1234", "JPY"}, {"1234.567", "KWD"}};

    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF);
        for (Locale reader : READERS) {
            System.out.println("reader in " + reader.getDisplayCountry(Locale.ENGLISH));
            for (String[] amount : AMOUNTS) {
                BigDecimal number = new BigDecimal(amount[0]);
                NumberFormat jdk = NumberFormat.getCurrencyInstance(reader);
                jdk.setCurrency(Currency.getInstance(amount[1]));
                var icu = com.ibm.icu.text.NumberFormat.getCurrencyInstance(reader);
                icu.setCurrency(com.ibm.icu.util.Currency.getInstance(amount[1]));
                String moneta = MonetaryFormats.getAmountFormat(reader).format(Money.of(number, amount[1]));
                System.out.printf("  %8s %s   Moneta %-9s JDK %-9s ICU %s%n",
                        amount[0], amount[1], plain(moneta), plain(jdk.format(number)), plain(icu.format(number)));
            }
        }
    }

    /// The digits and what stands between them.
    static String plain(String text) {
        return text.replaceAll("[^0-9.,]", "");
    }
}
JAVA
