package io.keepwell.core.metric.cohort;

import io.keepwell.core.metric.cohort.SurvivalCurve.Subject;
import io.keepwell.core.suite.ReferenceFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Patients with leukaemia, of whom one arm was treated: the usual example of survival, with published
/// figures. Its data are among the reference files.
final class GehanTrial {
    /// Of the treated arm, at each time in weeks: the number at risk, survival and its standard error.
    static final List<String> PUBLISHED = List.of(
            "6 21 0.8571 0.0764",
            "7 17 0.8067 0.0869",
            "10 15 0.7529 0.0963",
            "13 12 0.6902 0.1068",
            "16 11 0.6275 0.1141",
            "22 7 0.5378 0.1282",
            "23 6 0.4482 0.1346");

    private static final String TREATED = "2";

    private GehanTrial() {}

    /// In weeks.
    static List<Subject> patients(boolean treated) throws IOException {
        List<Subject> patients = new ArrayList<>();
        for (String line : Files.readAllLines(ReferenceFiles.file("gehan.dat"))) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields.length >= 3 && fields[0].matches("[0-9]+")) {
                if (fields[0].equals(TREATED) == treated) {
                    patients.add(new Subject(Long.parseLong(fields[1]), fields[2].equals("1")));
                }
            }
        }
        return patients;
    }
}
