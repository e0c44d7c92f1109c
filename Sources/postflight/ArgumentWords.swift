public import ArgumentParser
public import Checklist
public import Export
public import Review

// Words of the core that options take as they are.
extension Profile: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}
extension Intent.Role: ExpressibleByArgument {}
extension Intent.Decision: ExpressibleByArgument {}
extension ExportFormat: ExpressibleByArgument {}
