#!/usr/bin/env bash
# Guess:   Moneta's RoundedMoney keeps to the decimals of its currency: 2.345 euros are 2.34 or 2.35, and 100 euros
#          divided by 3 are 33.33, whether they were given as 100 or as 100.00.
# True:    given as 100 they are 33 euros, given as 100.00 they are 0. divide() rounds to the place of the dividend's
#          last digit, and of a number with decimals the zeros at the end were taken away before, so that 100.00 is one
#          hundred and is divided into whole hundreds, 1250.00 into whole tens. Nothing is rounded when an amount is
#          made (2.345 stays), and multiplying rounds to cents. Money divides to 256 digits, FastMoney into 5 decimals,
#          the rest cut off.
# Version: org.javamoney.moneta:moneta-core 1.4.5. Source: RoundedMoney.divide(Number): number.divide(divisor,
#          HALF_EVEN) and only then with(rounding); ConvertBigDecimal.stripScalingZeroes().
# Who:     a yearly price brought to a month, an invoice split among seats, the average revenue per customer. Prices are
#          round numbers: 100.00 a year is 0 a month, and 1000.00 among 3 seats is 0 each.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.bash"

packages org.javamoney.moneta:moneta-core:1.4.5

recorded <<'TEXT'
    100 : 3   RoundedMoney 33     FastMoney 33.33333  Money, rounded at last 33.33
 100.00 : 3   RoundedMoney 0      FastMoney 33.33333  Money, rounded at last 33.33
  99.99 : 3   RoundedMoney 33.33  FastMoney 33.33     Money, rounded at last 33.33
 100.00 : 12  RoundedMoney 0      FastMoney 8.33333   Money, rounded at last 8.33
1250.00 : 12  RoundedMoney 100    FastMoney 104.16666 Money, rounded at last 104.17
   1.00 : 2   RoundedMoney 0      FastMoney 0.5       Money, rounded at last 0.5
RoundedMoney of 2.345: 2.345, plus nothing: 2.345, times 1.0001: 2.35
100 : 3 * 3: 99
TEXT

run_java <<'JAVA'
import java.math.BigDecimal;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.money.CurrencyUnit;
import javax.money.Monetary;
import javax.money.MonetaryAmount;
import org.javamoney.moneta.FastMoney;
import org.javamoney.moneta.Money;
import org.javamoney.moneta.RoundedMoney;

public class Finding {
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.OFF);
        CurrencyUnit euro = Monetary.getCurrency("EUR");
        for (String[] division : new String[][] {
            {"100", "3"}, {"100.00", "3"}, {"99.99", "3"}, {"100.00", "12"}, {"1250.00", "12"}, {"1.00", "2"}
        }) {
            BigDecimal number = new BigDecimal(division[0]);
            int divisor = Integer.parseInt(division[1]);
            System.out.printf("%7s : %-2s  RoundedMoney %-6s FastMoney %-9s Money, rounded at last %s%n",
                    division[0], division[1],
                    plain(RoundedMoney.of(number, euro).divide(divisor)),
                    plain(FastMoney.of(number, euro).divide(divisor)),
                    plain(Money.of(number, euro).divide(divisor).with(Monetary.getDefaultRounding())));
        }
        RoundedMoney price = RoundedMoney.of(new BigDecimal("2.345"), euro);
        System.out.println("RoundedMoney of 2.345: " + plain(price) + ", plus nothing: "
                + plain(price.add(RoundedMoney.of(BigDecimal.ZERO, euro))) + ", times 1.0001: "
                + plain(price.multiply(new BigDecimal("1.0001"))));
        System.out.println("100 : 3 * 3: " + plain(RoundedMoney.of(new BigDecimal(100), euro).divide(3).multiply(3)));
    }

    static String plain(MonetaryAmount amount) {
        return amount.getNumber().numberValue(BigDecimal.class).toPlainString();
    }
}
JAVA
