// ReviewUI
