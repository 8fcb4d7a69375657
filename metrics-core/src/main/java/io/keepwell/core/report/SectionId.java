package io.keepwell.core.report;

/// Names a kind of section for ever, in lower case with dashes: `largest-movements`.
public record SectionId(String id) {
    public static final int LONGEST = 40;

    public SectionId {
        if (id.length() > LONGEST || !id.matches("[a-z][a-z0-9]*(-[a-z0-9]+)*")) {
            throw new IllegalArgumentException("not a section id: lower-case words joined by dashes, please");
        }
    }

    @Override
    public String toString() {
        return id;
    }
}
