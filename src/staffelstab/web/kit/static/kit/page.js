// After a form came back with errors, reading begins at their summary.
document.querySelector("[data-focus-on-load]")?.focus();
