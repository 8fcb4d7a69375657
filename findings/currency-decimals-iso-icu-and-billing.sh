#!/usr/bin/env bash
# Guess:   how many decimals the smallest unit of a currency is stands in ISO 4217, so the JDK, ICU and a billing system
#          that gives amounts in "the smallest currency unit" mean the same by 5000 of a currency.
# True:    the JDK follows ISO 4217, ICU follows usage: it knows no decimals for 12 currencies that have two by ISO
#          (Serbian and Lao ones among them) and for Iraq's dinar that has three. Stripe follows neither: 5000 of
#          Madagascar's ariary are 5000, where ISO makes 50 of them, and 5000 of Iceland's krona are 50, where ISO and
#          ICU both make 5000. The amounts are wrong a hundredfold or a thousandfold, and right in the tests with euros
#          and yen.
# Version: java.util.Currency of the JDK beside com.ibm.icu:icu4j 77.1. Source: Stripe's documentation, Supported
#          currencies (zero-decimal currencies, with MGA and without ISK) and its support page on fractional ISK charges
#          ("an ISK amount of 100 will continue to represent 1" krona). Stripe's column below is written from these.
# Who:     payments, prices and MRR imported from a billing system's export for customers in such currencies.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages com.ibm.icu:icu4j:77.1

recorded <<'TEXT'
JDK 2, ICU 0: AFN ALL IRR KPW LAK LBP MGA MMK RSD SOS SYP YER
JDK 3, ICU 0: IQD
5000 of EUR:  JDK 50     ICU 50     Stripe 50
5000 of ISK:  JDK 5000   ICU 5000   Stripe 50
5000 of JPY:  JDK 5000   ICU 5000   Stripe 5000
5000 of KWD:  JDK 5      ICU 5      Stripe 5
5000 of MGA:  JDK 50     ICU 5000   Stripe 5000
TEXT

run_java <<'JAVA'
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

public class Finding {
    static final Date DAY = new Date(1_767_225_600_000L);
    static final Map<String, Integer> STRIPE = new TreeMap<>(Map.of("EUR", 2, "JPY", 0, "KWD", 3, "ISK", 2, "MGA", 0));

    public static void main(String[] arguments) {
        TreeMap<String, Set<String>> differing = new TreeMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            String code = currency.getCurrencyCode();
            int jdk = currency.getDefaultFractionDigits();
            int icu = com.ibm.icu.util.Currency.getInstance(code).getDefaultFractionDigits();
            if (jdk >= 0 && jdk != icu && com.ibm.icu.util.Currency.isAvailable(code, DAY, DAY)) {
                differing.computeIfAbsent("JDK " + jdk + ", ICU " + icu, digits -> new TreeSet<>()).add(code);
            }
        }
        differing.forEach((digits, codes) -> System.out.println(digits + ": " + String.join(" ", codes)));
        STRIPE.forEach((code, stripe) -> System.out.printf("5000 of %s:  JDK %-5s  ICU %-5s  Stripe %s%n", code,
                units(Currency.getInstance(code).getDefaultFractionDigits()),
                units(com.ibm.icu.util.Currency.getInstance(code).getDefaultFractionDigits()), units(stripe)));
    }

    static String units(int digits) {
        return BigDecimal.valueOf(5000, digits).stripTrailingZeros().toPlainString();
    }
}
JAVA
