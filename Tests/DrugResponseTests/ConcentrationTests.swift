import DrugResponse
import Testing
