package io.keepwell.deploy.staff;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.keepwell.core.access.Staff;
import io.keepwell.deploy.Failure;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Where somebody's password comes from.
final class PasswordOption {
    private static final int LONGEST_LINE = 4 * Staff.LONGEST_PASSWORD;

    @Option(
            names = "--ask",
            description = "Ask for the password: twice at a terminal, else it is the first line of standard input."
                    + " Default: one is made and shown once.")
    private boolean ask;

    /// @param isMade whether it was made here, so that somebody has to see it
    record Chosen(String password, boolean isMade) {
        /// Without the password, so that it slips into no message.
        @Override
        public String toString() {
            return "a password";
        }
    }

    /// @throws Failure where what was typed is no good
    Chosen choose() {
        if (!ask) {
            return new Chosen(Staff.randomPassword(), true);
        }
        String password = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .map(PasswordOption::typed)
                .orElseGet(() -> firstLine(System.in));
        if (password.codePointCount(0, password.length()) < Staff.SHORTEST_PASSWORD
                || password.length() > Staff.LONGEST_PASSWORD) {
            throw new Failure(
                    "A password has %d to %d characters.".formatted(Staff.SHORTEST_PASSWORD, Staff.LONGEST_PASSWORD));
        }
        return new Chosen(password, false);
    }

    private static String typed(Console console) {
        char[] first = console.readPassword("Password: ");
        char[] second = console.readPassword("Again: ");
        if (first == null || !Arrays.equals(first, second)) {
            throw new Failure("The two passwords differ. Nothing was changed.");
        }
        return new String(first);
    }

    /// Reads no further than it must.
    private static String firstLine(InputStream input) {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        try {
            for (int next = input.read(); next >= 0 && next != '\n'; next = input.read()) {
                if (length == line.length) {
                    throw new Failure("A password has %d to %d characters."
                            .formatted(Staff.SHORTEST_PASSWORD, Staff.LONGEST_PASSWORD));
                }
                line[length++] = (byte) next;
            }
        } catch (IOException unreadable) {
            throw new Failure("Standard input can't be read: " + unreadable.getMessage(), unreadable);
        }
        String text = new String(line, 0, length, UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }
}
