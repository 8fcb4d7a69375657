package io.keepwell.ui.shell;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import java.time.LocalDate;
import java.util.Locale;

/// Fields for days, written as days are everywhere else. They understand `2026-10-31` and `31.10.2026`, too.
final class Days {
    private Days() {}

    static DatePicker picker(String label) {
        DatePicker picker = new DatePicker(label);
        picker.setLocale(Locale.ENGLISH);
        DatePickerI18n words = new DatePickerI18n();
        words.setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy");
        words.setFirstDayOfWeek(1);
        picker.setI18n(words);
        return picker;
    }

    static DatePicker picker(String label, LocalDate day) {
        DatePicker picker = picker(label);
        picker.setValue(day);
        return picker;
    }
}
