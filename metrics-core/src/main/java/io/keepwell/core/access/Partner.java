package io.keepwell.core.access;

/// A system that sends events: a CRM, a billing system, a help desk.
public record Partner(int id, String name) {}
