package io.keepwell.ui.shell;

import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.datepicker.DatePicker.DatePickerI18n;
import com.vaadin.flow.component.datetimepicker.DateTimePicker;
import java.time.LocalDate;
import java.util.Locale;

/// Fields for days and moments, written as days are everywhere else. They understand `2026-10-31` and
/// `31.10.2026`, too.
public final class Days {
    private Days() {}

    static DatePicker picker(String label) {
        DatePicker picker = new DatePicker(label);
        picker.setLocale(Locale.ENGLISH);
        picker.setI18n(words());
        return picker;
    }

    /// A day and a time of day, from 00:00 to 23:59.
    public static DateTimePicker momentPicker(String label) {
        DateTimePicker picker = new DateTimePicker(label);
        picker.setLocale(Locale.UK);
        picker.setDatePickerI18n(words());
        return picker;
    }

    private static DatePickerI18n words() {
        DatePickerI18n words = new DatePickerI18n();
        words.setDateFormats("d MMM yyyy", "yyyy-MM-dd", "d.M.yyyy");
        words.setFirstDayOfWeek(1);
        return words;
    }

    static DatePicker picker(String label, LocalDate day) {
        DatePicker picker = picker(label);
        picker.setValue(day);
        return picker;
    }
}
